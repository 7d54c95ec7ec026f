using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Proofs.Simulation;

internal sealed class PowerCutException() : Exception("The power went");

/// <summary>What becomes of a flush.</summary>
internal enum Fate { Stored, Error, ErrorThoughStored, Lost, Torn, StoredAndNotTold }

/// <summary>
/// A journal store that is a row of bytes: each flush one frame of length, CRC-32C and content, which counts when all of it is there.
/// So it can be torn at every byte, as a disk is when the power goes. What lies on it is found again by reading it from the start.
/// </summary>
internal sealed class FakeDisk : IJournalStore
{
    private const int Header = 8;

    private readonly JournalBlock _block = new();
    private readonly MemoryStream _frame = new();
    private readonly BinaryWriter _to;
    private readonly Dictionary<string, FakeLog> _logs = [];
    private readonly Dictionary<string, long> _heads = [];   // as this flush leaves them
    private byte[] _bytes = new byte[16 << 10];
    private int _length;

    public FakeDisk() => _to = new(_frame);

    /// <summary>Of the next flush.</summary>
    public Func<Fate> Fate { get; set; } = () => Simulation.Fate.Stored;

    /// <summary>Which byte of the torn frame is the first that is missing.</summary>
    public Func<int, int> TearAt { get; set; } = length => length / 2;

    public int Length => _length;

    public void Store(JournalBatch flush)
    {
        var frame = Write(flush);
        var fate = Fate();
        if (fate == Simulation.Fate.Torn) Put(frame.AsSpan(0, TearAt((int)frame.Count)));
        if (fate is Simulation.Fate.Stored or Simulation.Fate.ErrorThoughStored or Simulation.Fate.StoredAndNotTold)
        {
            Put(frame);
            Apply(frame[Header..], flush);
        }

        if (fate is Simulation.Fate.Error or Simulation.Fate.ErrorThoughStored) throw new IOException("The disk says no");
        if (fate != Simulation.Fate.Stored) throw new PowerCutException();
    }

    public OpenedLog Read(string key, long epoch) =>
        _logs.TryGetValue(key, out var log) ? log.Read(key, epoch, _bytes) : new(epoch, null, 0, []);

    /// <summary>Every entry there ever was, whatever snapshots there are.</summary>
    public IReadOnlyList<StockEntry> Entries(string key) => _logs.TryGetValue(key, out var log) ? log.Entries(key, _bytes) : [];

    /// <summary>After a power cut: reads what is there and cuts off what is not whole.</summary>
    public void Recover()
    {
        _logs.Clear();
        var at = 0;
        while (_length - at >= Header)
        {
            var length = BitConverter.ToInt32(_bytes, at);
            if (length < 0 || length > _length - at - Header) break;
            var content = new ArraySegment<byte>(_bytes, at + Header, length);
            if (StockEntryCodec.Crc(content) != BitConverter.ToUInt32(_bytes, at + 4)) break;
            Apply(content, flush: null);
            at += Header + length;
        }

        _length = at;
    }

    /// <summary>Cuts the disk off at this byte.</summary>
    public void Tear(int length) => _length = length;

    public void Dispose() => _to.Dispose();

    private void Put(ReadOnlySpan<byte> frame)
    {
        if (_bytes.Length - _length < frame.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + frame.Length));
        frame.CopyTo(_bytes.AsSpan(_length));
        _length += frame.Length;
    }

    private ArraySegment<byte> Write(JournalBatch flush)
    {
        _heads.Clear();
        _block.Clear();
        _frame.SetLength(Header);
        _frame.Position = Header;
        foreach (var segment in flush.Segments)
        {
            segment.Accepted = _logs.TryGetValue(segment.Key, out var log) && log.Epoch == segment.Epoch && log.Last == segment.First - 1;
            if (!segment.Accepted) continue;
            _block.Add(segment);
            _heads[segment.Key] = segment.Last;
        }

        foreach (var (segment, start, length, crc) in _block.Parts)
        {
            Begin(Part.Segment, segment.Key, segment.First);
            _to.Write(segment.Last);
            _to.Write(segment.Epoch);
            _to.Write(crc);
            _to.Write(length);
            _to.Write(_block.Bytes.Slice(start, length));
        }

        foreach (var taken in flush.Snapshots) Write(taken);
        foreach (var check in flush.Checks) check.Head = Head(check.Key);
        foreach (var opening in flush.Openings) Begin(Part.Opening, opening.Key, 0);
        var bytes = new ArraySegment<byte>(_frame.GetBuffer(), 0, (int)_frame.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(), bytes.Count - Header);
        BitConverter.TryWriteBytes(bytes.AsSpan(4), StockEntryCodec.Crc(bytes[Header..]));
        return bytes;
    }

    private (long Epoch, long Last) Head(string key) =>
        _logs.TryGetValue(key, out var log) ? (log.Epoch, _heads.TryGetValue(key, out var last) ? last : log.Last) : default;

    private void Write(SnapshotWrite taken)
    {
        var head = Head(taken.Key);
        if (head.Epoch != taken.Epoch || head.Last < taken.Sequence || _logs[taken.Key].SnapshotSequence >= taken.Sequence) return;
        Begin(Part.Snapshot, taken.Key, taken.Sequence);
        _to.Write(taken.State.Length);
        _to.Write(taken.State);
    }

    private void Begin(Part part, string key, long sequence)
    {
        _to.Write((byte)part);
        _to.Write(key);
        _to.Write(sequence);
    }

    /// <summary>Takes a frame that is on the disk into the table of contents.</summary>
    private void Apply(ArraySegment<byte> content, JournalBatch? flush)
    {
        var start = flush is null ? content.Offset : _length - content.Count;   // where the content lies on the disk
        using var from = new BinaryReader(new MemoryStream(content.Array!, content.Offset, content.Count));
        var openings = 0;
        while (from.BaseStream.Position < content.Count)
        {
            var part = (Part)from.ReadByte();
            var (key, sequence) = (from.ReadString(), from.ReadInt64());
            if (!_logs.TryGetValue(key, out var log)) _logs.Add(key, log = new());
            if (part == Part.Opening)
            {
                log.Epoch++;
                if (flush is not null) flush.Openings[openings++].Epoch = log.Epoch;
                continue;
            }

            if (part == Part.Segment)
            {
                var stored = new StoredSegment(sequence, from.ReadInt64(), from.ReadInt64(), from.ReadUInt32());
                log.Add(stored, start + (int)from.BaseStream.Position + sizeof(int), Skip(from));
            }
            else
            {
                log.Snapshot(sequence, start + (int)from.BaseStream.Position + sizeof(int), Skip(from));
            }
        }
    }

    private static int Skip(BinaryReader from)
    {
        var length = from.ReadInt32();
        from.BaseStream.Position += length;
        return length;
    }

    private enum Part : byte { Segment = 1, Snapshot = 2, Opening = 3 }
}
