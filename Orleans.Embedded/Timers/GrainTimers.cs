using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime
{
    /// <summary>A timer of one activation. It ends with the activation or when it is disposed.</summary>
    public interface IGrainTimer : IDisposable
    {
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>When a grain timer ticks and how its ticks share the grain with calls.</summary>
    public readonly struct GrainTimerCreationOptions
    {
        public GrainTimerCreationOptions()
        {
        }

        [SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>The first tick; infinite means not before <see cref="IGrainTimer.Change"/>.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>From the end of one tick to the next; infinite means there is only one.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>A tick may start while a call waits. False by default.</summary>
        public bool Interleave { get; init; }

        /// <summary>Ticks count as use of the grain, so that it is not collected as idle. False by default.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans.Timers
{
    /// <summary>Makes the timers of grains.</summary>
    public interface ITimerRegistry
    {
        [Obsolete("Use 'RegisterGrainTimer(grainContext, callback, state, new() { DueTime = dueTime, Period = period, Interleave = true })' instead.")]
        IDisposable RegisterTimer(
            Runtime.IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period);

        Runtime.IGrainTimer RegisterGrainTimer<TState>(
            Runtime.IGrainContext grainContext,
            Func<TState, CancellationToken, Task> callback,
            TState state,
            Runtime.GrainTimerCreationOptions options);
    }
}
