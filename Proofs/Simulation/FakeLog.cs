using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Proofs.Simulation;

/// <summary>Where on the fake disk one SKU's entries and its newest snapshot lie.</summary>
internal sealed class FakeLog
{
    private readonly List<(StoredSegment Stored, int Start, int Length)> _segments = [];
    private (int Start, int Length) _snapshot;

    public long Epoch { get; set; }
    public long Last { get; private set; }
    public long SnapshotSequence { get; private set; }

    public void Add(in StoredSegment stored, int start, int length)
    {
        _segments.Add((stored, start, length));
        Last = stored.Last;
    }

    public void Snapshot(long sequence, int start, int length) => (SnapshotSequence, _snapshot) = (sequence, (start, length));

    public OpenedLog Read(string key, long epoch, byte[] disk) => new(
        epoch,
        SnapshotSequence == 0 ? null : disk.AsSpan(_snapshot.Start, _snapshot.Length).ToArray(),
        SnapshotSequence,
        Tail(key, SnapshotSequence, disk));

    public IReadOnlyList<StockEntry> Entries(string key, byte[] disk) => Tail(key, 0, disk);

    private IReadOnlyList<StockEntry> Tail(string key, long after, byte[] disk)
    {
        var tail = new LogTail(key, after);
        foreach (var (stored, start, length) in _segments)
        {
            if (stored.Last > after) tail.Add(stored, disk.AsSpan(start, length));
        }

        return tail.UpTo(Last);
    }
}
