using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>A timer of one activation. A tick is a call like any other; the period runs from its end.</summary>
internal sealed class GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, HostLog log)
    : IGrainTimer
{
    private readonly CancellationTokenSource _disposed = new();
    private ITimer? _timer;
    private TimeSpan _dueTime = Timeout.InfiniteTimeSpan;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private volatile bool _ticking;
    private bool _changed;

    private System.Reflection.MethodInfo Method => callback.Method;

    public void Arm(TimeProvider time)
    {
        // The values of whoever registered the timer are not those of its ticks.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static self => ((GrainTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        _dueTime = dueTime;
        _period = period;
        _changed = true;

        // While a tick runs the change waits for its end.
        if (!_ticking) _timer!.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;

        _disposed.Cancel();
        _timer!.Dispose();
        activation.RemoveTimer(this);
    }

    private static void Validate(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromMilliseconds(uint.MaxValue - 1), name);
    }

    private void Fire()
    {
        _ticking = true;
        activation.TryPost(new Tick(this, options));
    }

    private async Task TickAsync()
    {
        _changed = false;
        try
        {
            if (!_disposed.IsCancellationRequested) await callback(_disposed.Token);
        }
        catch (Exception thrown)
        {
            log.TimerFailed(activation.GrainId, thrown);
        }
        finally
        {
            _ticking = false;
            if (!_disposed.IsCancellationRequested) _timer!.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One tick, queued among the calls of the grain.</summary>
    private sealed class Tick : TaskRequest
    {
        private readonly GrainTimer _timer;

        public Tick(GrainTimer timer, GrainTimerCreationOptions options)
        {
            _timer = timer;
            IsLocal = true;
            KeepsAlive = options.KeepAlive;
            AddInvokeMethodOptions(CodeGeneration.InvokeMethodOptions.OneWay);
            if (options.Interleave) AddInvokeMethodOptions(CodeGeneration.InvokeMethodOptions.AlwaysInterleave);
        }

        public override object GetTarget() => _timer;

        public override void SetTarget(Serialization.Invocation.ITargetHolder holder)
        {
        }

        public override string GetMethodName() => nameof(Tick);

        public override string GetInterfaceName() => nameof(IGrainTimer);

        public override string GetActivityName() => "IGrainTimer/Tick";

        public override System.Reflection.MethodInfo GetMethod() => _timer.Method;

        public override Type GetInterfaceType() => typeof(IGrainTimer);

        public override void Dispose()
        {
        }

        protected override Task InvokeInner() => _timer.TickAsync();
    }
}
