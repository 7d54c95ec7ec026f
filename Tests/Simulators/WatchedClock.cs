using System.Collections.Concurrent;
using Commerce.Tests.Support;

namespace Commerce.Tests.Simulators;

/// <summary>The manual clock, and news of the next timer made with it: how a test knows that a call has begun to wait.</summary>
internal sealed class WatchedClock(ManualClock inner) : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _expected = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <summary>Ends when the next timer is made; take it before the act.</summary>
    public Task NextTimer() => (_next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Ends when a timer is made that is due after exactly this; take it before the act.</summary>
    public Task TimerOf(TimeSpan due) => (_expected[due] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(60));

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = inner.CreateTimer(callback, state, dueTime, period);
        _next.TrySetResult();
        if (_expected.TryRemove(dueTime, out var expected)) expected.TrySetResult();
        return timer;
    }
}
