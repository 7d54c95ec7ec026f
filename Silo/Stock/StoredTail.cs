using System.Collections;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// Entries that lie here as the bytes they were stored as, and are made when they are looked at: millions of them are read once, applied
/// and forgotten.
/// </summary>
internal sealed class StoredTail : IReadOnlyList<StockEntry>
{
    private const int ChunkSize = 1 << 16;

    private readonly List<Chunk> _chunks = [];

    public int Count { get; private set; }

    public StockEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var chunk = _chunks.FindLast(before => before.First <= index)!;
            var at = chunk.Offsets[index - chunk.First];
            return StockEntryCodec.Read(chunk.Filled, ref at);
        }
    }

    /// <param name="entries">How many whole entries the bytes are.</param>
    public void Add(ReadOnlySpan<byte> bytes, int entries)
    {
        if (_chunks is not [.., var chunk] || chunk.Room < bytes.Length)
        {
            // The first one is small: most SKUs have few entries after their snapshot.
            var size = _chunks.Count == 0 ? Math.Max(4096, bytes.Length) : Math.Max(ChunkSize, bytes.Length);
            _chunks.Add(chunk = new(Count, new byte[size]));
        }

        chunk.Add(bytes);
        Count += entries;
    }

    public IEnumerator<StockEntry> GetEnumerator()
    {
        foreach (var chunk in _chunks)
        {
            for (var at = 0; at < chunk.Length;) yield return StockEntryCodec.Read(chunk.Filled, ref at);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Chunk(int first, byte[] bytes)
    {
        private List<int>? _offsets;

        public int First => first;
        public int Length { get; private set; }
        public int Room => bytes.Length - Length;
        public ReadOnlySpan<byte> Filled => bytes.AsSpan(0, Length);

        /// <summary>Where each entry begins; found out when somebody looks at one of them alone.</summary>
        public List<int> Offsets => _offsets ??= FindOffsets();

        public void Add(ReadOnlySpan<byte> more)
        {
            more.CopyTo(bytes.AsSpan(Length));
            Length += more.Length;
            _offsets = null;
        }

        private List<int> FindOffsets()
        {
            var offsets = new List<int>();
            for (var at = 0; at < Length; StockEntryCodec.Skip(Filled, ref at)) offsets.Add(at);
            return offsets;
        }
    }
}
