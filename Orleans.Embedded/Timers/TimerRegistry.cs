using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Makes the timers of grains from the host's clock.</summary>
internal sealed class TimerRegistry(TimeProvider time, EmbeddedRuntime runtime) : ITimerRegistry
{
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(
            grainContext,
            static (bound, _) => bound.callback(bound.state),
            (callback, state),
            new() { DueTime = dueTime, Period = period, Interleave = true });

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation) throw new ArgumentException("Only a grain that the host activated has timers.", nameof(grainContext));

        var timer = new GrainTimer(activation, token => callback(state, token), options, runtime.Log);
        timer.Arm(time);
        activation.AddTimer(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
