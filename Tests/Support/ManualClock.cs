namespace Commerce.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire on the thread that moves it, in the order in which they are
/// due, each seeing the moment it was due at; so whatever they start has at least begun when <see cref="Advance"/> returns.
/// </summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private long _armings;

    public ManualClock()
        : this(new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are waiting to fire.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    public void AdvanceTo(DateTimeOffset moment)
    {
        while (NextDue(moment) is { } timer) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(DateTimeOffset moment)
    {
        lock (_gate)
        {
            if (moment < _now) throw new ArgumentOutOfRangeException(nameof(moment), "Time does not go back.");

            var next = _timers.Where(timer => timer.Due <= moment).MinBy(timer => (timer.Due, timer.Arming));
            if (next is null)
            {
                _now = moment;
                return null;
            }

            if (next.Due > _now) _now = next.Due;
            next.Rearm(++_armings);
            if (next.Period <= TimeSpan.Zero) _timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public TimeSpan Period { get; private set; }

        /// <summary>Which of two timers due at the same moment was armed first.</summary>
        public long Arming { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;

                Due = clock._now + dueTime;
                Period = period;
                Arming = ++clock._armings;
                clock._timers.Add(this);
            }

            return true;
        }

        public void Rearm(long arming)
        {
            Due += Period;
            Arming = arming;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
