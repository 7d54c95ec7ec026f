using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// What arrived while the last flush ran. Filled by grains under the journal's lock, then its writer's alone; afterwards its parts are
/// used again, so that a flush allocates one task per SKU and nothing per entry.
/// </summary>
internal sealed class JournalBatch
{
    private const int MostSpare = 16 << 20;    // bytes: about as many entries as may wait, twice

    private readonly Dictionary<string, JournalSegment> _byKey = [];
    private readonly List<JournalSegment> _segments = [];
    private readonly Stack<JournalSegment> _spare = [];
    private JournalSegment? _newest;
    private int _spareBytes;

    public ReadOnlySpan<JournalSegment> Segments => CollectionsMarshal.AsSpan(_segments);
    public List<SnapshotWrite> Snapshots { get; } = [];
    public List<LogOpening> Openings { get; } = [];
    public List<HeadCheck> Checks { get; } = [];

    /// <summary>How many entries were added, those of fenced activations too.</summary>
    public int Entries { get; private set; }
    public bool IsEmpty => _segments.Count == 0 && Snapshots.Count == 0 && Openings.Count == 0 && Checks.Count == 0;

    public Task Add(string key, long epoch, in StockEntry entry)
    {
        var segment = Of(key);
        // Two activations of one SKU may meet in one flush: the newer one wins, the older one is fenced.
        if (segment.Epoch > epoch) return Task.FromException(JournalSegment.Fenced(key, epoch));
        if (segment.Epoch < epoch) segment.Start(key, epoch);
        segment.Add(entry);
        Entries++;
        return segment.Durable;
    }

    /// <summary>Entries of this activation in the same flush say as much as a check.</summary>
    public Task Check(string key, long epoch, long sequence)
    {
        if (_byKey.TryGetValue(key, out var segment) && segment.Epoch >= epoch)
        {
            return segment.Epoch == epoch ? segment.Durable : Task.FromException(JournalSegment.Fenced(key, epoch));
        }

        var check = Checks.Find(asked => asked.Key == key && asked.Epoch == epoch && asked.Sequence == sequence);
        if (check is null) Checks.Add(check = new(key, epoch, sequence));
        return check.Done;
    }

    public void Succeed()
    {
        foreach (var segment in _segments)
        {
            if (segment.Accepted) segment.Succeed();
            else segment.Fail(JournalSegment.Fenced(segment.Key, segment.Epoch));
        }

        foreach (var snapshot in Snapshots) snapshot.Succeed();
        foreach (var opening in Openings) opening.Succeed();
        foreach (var check in Checks) check.Succeed();
    }

    public void Fail(Exception cause)
    {
        foreach (var segment in _segments) segment.Fail(cause);
        foreach (var snapshot in Snapshots) snapshot.Fail(cause);
        foreach (var opening in Openings) opening.Fail(cause);
        foreach (var check in Checks) check.Fail(cause);
    }

    public void Clear()
    {
        foreach (var segment in _segments)
        {
            segment.Clear();
            if (_spareBytes + segment.Capacity > MostSpare) continue;
            _spareBytes += segment.Capacity;
            _spare.Push(segment);
        }

        _byKey.Clear();
        _segments.Clear();
        Snapshots.Clear();
        Openings.Clear();
        Checks.Clear();
        _newest = null;
        Entries = 0;
    }

    private JournalSegment Of(string key)
    {
        if (ReferenceEquals(_newest?.Key, key)) return _newest;   // one hot SKU: no look-up
        ref var segment = ref CollectionsMarshal.GetValueRefOrAddDefault(_byKey, key, out var known);
        if (!known)
        {
            if (_spare.TryPop(out segment)) _spareBytes -= segment.Capacity;
            else segment = new();
            _segments.Add(segment);
        }

        return _newest = segment!;
    }
}
