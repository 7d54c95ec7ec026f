using System.Collections;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// Entries that lie here as the bytes they were stored as, and are made when they are looked at: millions of them are read once, applied
/// and forgotten.
/// </summary>
internal sealed class StoredTail : IReadOnlyList<StockEntry>
{
    private const int ChunkSize = 1 << 16, Long = 8;

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

        chunk.Add(bytes, entries);
        Count += entries;
    }

    /// <summary>A long tail is made into entries on another thread, a chunk ahead of whoever applies them.</summary>
    public IEnumerator<StockEntry> GetEnumerator()
    {
        var next = _chunks.Count > Long ? Task.Run(_chunks[0].Decode) : null;
        for (var i = 0; i < _chunks.Count; i++)
        {
            var entries = next is null ? _chunks[i].Decode() : next.GetAwaiter().GetResult();
            if (next is not null && i + 1 < _chunks.Count) next = Task.Run(_chunks[i + 1].Decode);
            foreach (var entry in entries) yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Chunk(int first, byte[] bytes)
    {
        private List<int>? _offsets;
        private int _count;

        public int First => first;
        public int Length { get; private set; }
        public int Room => bytes.Length - Length;
        public ReadOnlySpan<byte> Filled => bytes.AsSpan(0, Length);

        /// <summary>Where each entry begins; found out when somebody looks at one of them alone.</summary>
        public List<int> Offsets => _offsets ??= FindOffsets();

        public void Add(ReadOnlySpan<byte> more, int entries)
        {
            _count += entries;
            more.CopyTo(bytes.AsSpan(Length));
            Length += more.Length;
            _offsets = null;
        }

        public StockEntry[] Decode()
        {
            var entries = new StockEntry[_count];
            for (int i = 0, at = 0; i < entries.Length; i++) entries[i] = StockEntryCodec.Read(Filled, ref at);
            return entries;
        }

        private List<int> FindOffsets()
        {
            var offsets = new List<int>();
            for (var at = 0; at < Length; StockEntryCodec.Skip(Filled, ref at)) offsets.Add(at);
            return offsets;
        }
    }
}
