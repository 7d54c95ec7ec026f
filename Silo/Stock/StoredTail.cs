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
    private const int Many = 16, Ahead = 8;    // chunks

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

    /// <summary>Of many, the next ones are made on another thread while these are taken in.</summary>
    public IEnumerator<StockEntry> GetEnumerator()
    {
        var ahead = new Queue<Task<StockEntry[]>>();
        var next = 0;
        foreach (var chunk in _chunks)
        {
            for (; _chunks.Count > Many && next < _chunks.Count && ahead.Count < Ahead; next++) ahead.Enqueue(Task.Run(_chunks[next].Read));
            foreach (var entry in ahead.TryDequeue(out var made) ? made.GetAwaiter().GetResult() : chunk.Read()) yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Chunk(int first, byte[] bytes)
    {
        private List<int>? _offsets;
        private int _entries;

        public int First => first;
        public int Length { get; private set; }
        public int Room => bytes.Length - Length;
        public ReadOnlySpan<byte> Filled => bytes.AsSpan(0, Length);

        /// <summary>Where each entry begins; found out when somebody looks at one of them alone.</summary>
        public List<int> Offsets => _offsets ??= FindOffsets();

        public void Add(ReadOnlySpan<byte> more, int entries)
        {
            more.CopyTo(bytes.AsSpan(Length));
            Length += more.Length;
            _entries += entries;
            _offsets = null;
        }

        public StockEntry[] Read()
        {
            var entries = new StockEntry[_entries];
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
