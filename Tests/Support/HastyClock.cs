namespace Commerce.Tests.Support;

/// <summary>
/// Like a real clock in one thing: its timers count coarser milliseconds than its time, so that they fire a little before their moment.
/// </summary>
internal sealed class HastyClock(ManualClock clock) : TimeProvider
{
    public static readonly TimeSpan Early = TimeSpan.FromMilliseconds(1);

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HastyTimer(clock.CreateTimer(callback, state, Sooner(dueTime), period));

    private static TimeSpan Sooner(TimeSpan due) => due > Early ? due - Early : due;

    private sealed class HastyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Sooner(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
