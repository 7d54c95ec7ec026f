using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>
/// The reminders due soon, in memory: complete up to <see cref="Horizon"/>, because every change comes by here. An entry of the
/// queue that no longer agrees with the table of known ones is stale and is thrown away when it is met. Not safe for threads.
/// </summary>
internal sealed class ReminderWindow
{
    private readonly Dictionary<(GrainId Grain, string Name), ReminderRow> _known = [];
    private PriorityQueue<ReminderRow, long> _queue = new();

    /// <summary>Everything due before this is here.</summary>
    public long Horizon { get; set; } = long.MinValue;

    public int Count => _known.Count;

    public long? NextDue
    {
        get
        {
            while (_queue.TryPeek(out var row, out _))
            {
                if (IsCurrent(row)) return row.NextDue;
                _queue.Dequeue();
            }

            return null;
        }
    }

    public bool IsCurrent(ReminderRow row) => _known.TryGetValue(row.Key, out var known) && ReferenceEquals(known, row);

    /// <summary>The reminder is the one known for its name, waiting or being delivered.</summary>
    public bool IsSame(ReminderRow row) => _known.TryGetValue(row.Key, out var known) && known.Etag == row.Etag;

    public void Put(ReminderRow row)
    {
        if (row.NextDue >= Horizon)
        {
            _known.Remove(row.Key);
            return;
        }

        _known[row.Key] = row;
        _queue.Enqueue(row, row.NextDue);
        if (_queue.Count > (2 * _known.Count) + 1024) Rebuild();
    }

    /// <summary>Adds what was read from the store, unless something newer is here already.</summary>
    public void PutRead(ReminderRow row)
    {
        if (!_known.TryGetValue(row.Key, out var known) || known.Etag < row.Etag) Put(row);
    }

    public void Remove(ReminderRow row) => _known.Remove(row.Key);

    /// <summary>Takes one that is due. It stays known while it is being delivered.</summary>
    public ReminderRow? TakeDue(long now)
    {
        if (NextDue is not { } due || due > now) return null;
        return _queue.Dequeue();
    }

    private void Rebuild() => _queue = new(_known.Values.Where(row => row.NextDue < Horizon).Select(row => (row, row.NextDue)));
}
