using System.Runtime.InteropServices;

namespace Commerce.Silo.Stock;

/// <summary>The bytes of one flush: its segments one after the other, in one buffer that is used again.</summary>
internal sealed class JournalBlock
{
    private const int MostKept = 16 << 20;

    private readonly List<Part> _parts = [];
    private byte[] _buffer = new byte[64 << 10];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);
    public ArraySegment<byte> Buffer => new(_buffer, 0, _length);
    public ReadOnlySpan<Part> Parts => CollectionsMarshal.AsSpan(_parts);
    public int Entries { get; private set; }

    /// <summary>A block of one segment has that one's checksum.</summary>
    public uint Crc => _parts.Count == 1 ? _parts[0].Crc : StockEntryCodec.Crc(Bytes);

    public void Clear()
    {
        if (_buffer.Length > MostKept) _buffer = new byte[64 << 10];
        _parts.Clear();
        _length = Entries = 0;
    }

    public void Add(JournalSegment segment)
    {
        var start = _length;
        var bytes = segment.Bytes;
        if (_buffer.Length - start < bytes.Length) Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, start + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(start));
        _length += bytes.Length;
        Entries += segment.Count;
        _parts.Add(new(segment, start, bytes.Length, StockEntryCodec.Crc(bytes)));
    }

    /// <summary>Where a segment lies in the block.</summary>
    internal readonly record struct Part(JournalSegment Segment, int Start, int Length, uint Crc);
}
