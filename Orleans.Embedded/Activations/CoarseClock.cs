namespace Orleans.Activations;

/// <summary>A clock that the sweep moves once a second: reading it costs a call nothing. Counts ticks from the start of the host.</summary>
internal sealed class CoarseClock(TimeProvider time)
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private long _now;

    public long Now => Volatile.Read(ref _now);

    /// <summary>Never too early: the clock may lag by one step.</summary>
    public long Deadline(TimeSpan wait) =>
        wait == Timeout.InfiniteTimeSpan || wait >= TimeSpan.FromDays(1000) ? long.MaxValue : Now + wait.Ticks + Step.Ticks;

    public void Move() => Volatile.Write(ref _now, time.GetElapsedTime(_start).Ticks);
}
