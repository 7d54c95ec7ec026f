using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A reminder as it is kept. Times are UTC ticks.</summary>
internal sealed record ReminderRow(GrainId Grain, string Name, long Etag, long FirstTick, long Period, long NextDue) : IGrainReminder
{
    public string ReminderName => Name;

    public (GrainId Grain, string Name) Key => (Grain, Name);
}

/// <summary>Keeps reminders and finds those that are due.</summary>
internal interface IReminderStore
{
    Task<ReminderRow> UpsertAsync(GrainId grain, string name, long firstTick, long period);

    /// <summary>Remembers when a reminder is due next, if it is still the same one.</summary>
    Task AdvanceAsync(ReminderRow row, long nextDue);

    /// <summary>False: it has been replaced since. Gone already is as good as deleted.</summary>
    Task<bool> DeleteAsync(ReminderRow row);

    ReminderRow? Find(GrainId grain, string name);

    List<ReminderRow> Of(GrainId grain);

    List<ReminderRow> DueBetween(long from, long before);
}

/// <summary>Reminders that the process forgets when it ends.</summary>
internal sealed class MemoryReminderStore : IReminderStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), ReminderRow> _rows = [];
    private long _lastEtag;

    public Task<ReminderRow> UpsertAsync(GrainId grain, string name, long firstTick, long period)
    {
        lock (_gate)
        {
            var row = new ReminderRow(grain, name, ++_lastEtag, firstTick, period, firstTick);
            _rows[row.Key] = row;
            return Task.FromResult(row);
        }
    }

    public Task AdvanceAsync(ReminderRow row, long nextDue)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue(row.Key, out var stored) && stored.Etag == row.Etag) _rows[row.Key] = row with { NextDue = nextDue };
        }

        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(ReminderRow row)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(row.Key, out var stored)) return Task.FromResult(true);
            return Task.FromResult(stored.Etag == row.Etag && _rows.Remove(row.Key));
        }
    }

    public ReminderRow? Find(GrainId grain, string name)
    {
        lock (_gate) return _rows.GetValueOrDefault((grain, name));
    }

    public List<ReminderRow> Of(GrainId grain) => Where(row => row.Grain == grain);

    public List<ReminderRow> DueBetween(long from, long before) => Where(row => row.NextDue >= from && row.NextDue < before);

    private List<ReminderRow> Where(Func<ReminderRow, bool> condition)
    {
        lock (_gate) return [.. _rows.Values.Where(condition)];
    }
}
