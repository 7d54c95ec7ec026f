namespace Commerce.Simulators.Wire;

/// <summary>Things to do at a time of the given clock, on one timer. Bounded by what its owners keep alive (deliveries, authorizations).</summary>
internal sealed class DueQueue : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly PriorityQueue<Action, DateTimeOffset> _waiting = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;

    public DueQueue(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => RunDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is due already is done at once, on the caller's thread.</summary>
    public void Add(DateTimeOffset due, Action action)
    {
        if (due <= _clock.GetUtcNow())
        {
            action();
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(action, due);
            Arm();
        }
    }

    public void Dispose() => _timer.Dispose();

    private void RunDue()
    {
        List<Action> due = [];
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            while (_waiting.TryPeek(out var action, out var at) && at <= now)
            {
                _waiting.Dequeue();
                due.Add(action);
            }

            Arm();
        }

        foreach (var action in due) action();
    }

    private void Arm()
    {
        if (!_waiting.TryPeek(out _, out var first)) return;
        var wait = first - _clock.GetUtcNow();

        // A timer takes at most about 49 days; a later look finds nothing due and arms again.
        wait = TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay * 30));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
