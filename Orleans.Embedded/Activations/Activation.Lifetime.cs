using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private Phase _phase;
    private volatile Ending? _ending;
    private CancellationTokenSource? _patience;
    private long _patienceEnds = long.MaxValue;
    private long _keptUntil;
    private HashSet<IDisposable>? _timers;

    private enum Phase
    {
        New,
        Activating,
        Active,
        Deactivating,
        Ended,
    }

    protected override bool IsChanging => _phase is Phase.Activating or Phase.Deactivating;

    /// <summary>Not used for as long as its class allows, and nothing is going on in it.</summary>
    public bool IsIdle(long now)
    {
        if (Class.IdleAge == Timeout.InfiniteTimeSpan || _phase != Phase.Active || now < _keptUntil) return false;
        lock (Gate) return IsEmpty && Running == 0 && Waiting == 0 && now - LastUsed >= Class.IdleAge.Ticks;
    }

    public override bool Sweep(long now)
    {
        if (now >= Volatile.Read(ref _patienceEnds)) _patience?.Cancel();
        return base.Sweep(now);
    }

    public void Delay(TimeSpan keep) =>
        _keptUntil = keep == TimeSpan.MaxValue || keep == Timeout.InfiniteTimeSpan ? long.MaxValue
            : keep <= TimeSpan.Zero ? 0
            : Runtime.Clock.Now + keep.Ticks;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        End(new(deactivationReason, Drains: false, cancellationToken));

    /// <summary>As <see cref="Deactivate"/>, but calls that wait already are run first.</summary>
    public void Drain(DeactivationReason reason, CancellationToken cancellationToken) => End(new(reason, Drains: true, cancellationToken));

    public void AddTimer(IDisposable timer)
    {
        lock (Gate) (_timers ??= []).Add(timer);
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (Gate) _timers?.Remove(timer);
    }

    private void End(Ending ending)
    {
        lock (Gate)
        {
            if (_phase == Phase.Ended || (_ending is not null && !ending.Drains)) return;
            _ending = ending;
        }

        Wake();
    }

    private void BeginActivating(RequestBase first)
    {
        _phase = Phase.Activating;
        LastUsed = Runtime.Clock.Now;
        _ = ActivateAsync(first.Context);
    }

    private async Task ActivateAsync(Dictionary<string, object>? context)
    {
        try
        {
            RequestContext.Import(context);
            var patience = BePatient(Runtime.Collection.ActivationTimeout);
            _scope = Runtime.Services.CreateAsyncScope();
            GrainInstance = Class.Create(this);
            (GrainInstance as ILifecycleParticipant<IGrainLifecycle>)?.Participate(ObservableLifecycle);
            if (_lifecycle is not null) await _lifecycle.StartAsync(patience);
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(patience).WaitAsync(patience);
            _patienceEnds = long.MaxValue;
            _phase = Phase.Active;
            AttendSoon();
        }
        catch (Exception thrown)
        {
            Runtime.Log.ActivationFailed(GrainId, thrown);
            await StopAsync(new(DeactivationReasonCode.ActivationFailed, thrown, "The grain could not be activated."), wasActive: false, thrown);
        }
    }

    private void BeginDeactivating(Ending ending)
    {
        _phase = Phase.Deactivating;
        _ = StopAsync(ending.Reason, wasActive: true, failure: null, ending.Cancellation);
    }

    private async Task StopAsync(DeactivationReason reason, bool wasActive, Exception? failure, CancellationToken cancellation = default)
    {
        _phase = Phase.Deactivating;
        DisposeTimers();
        var patience = BePatient(Runtime.Collection.DeactivationTimeout);
        using (cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _patience))
        {
            if (wasActive && GrainInstance is IGrainBase grain) await TryAsync(() => grain.OnDeactivateAsync(reason, patience).WaitAsync(patience));
            if (_lifecycle is not null) await TryAsync(() => _lifecycle.StopAsync(patience).WaitAsync(patience));
        }

        _patienceEnds = long.MaxValue;
        Leave(failure);
        await TryAsync(DisposeInstanceAsync);
        _deactivated.TrySetResult();
    }

    // From here the key belongs to the next activation: what still waits goes there, or fails with what made this one fail.
    private void Leave(Exception? failure)
    {
        home.Remove(this);
        lock (Gate) _phase = Phase.Ended;
        foreach (var request in TakeAll())
        {
            if (request.IsLocal || request.HasEnded) continue;
            if (failure is null) Runtime.Deliver(request);
            else if (request.IsOneWay) Runtime.Log.OneWayFailed(request, GrainId, failure);
            else request.SetException(failure);
        }
    }

    private async Task DisposeInstanceAsync()
    {
        var instance = GrainInstance;
        GrainInstance = null;
        if (instance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
        else (instance as IDisposable)?.Dispose();
        if (_scope is { } scope) await scope.DisposeAsync();
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception thrown)
        {
            Runtime.Log.DeactivationFailed(GrainId, thrown);
        }
    }

    private void DisposeTimers()
    {
        IDisposable[] timers;
        lock (Gate)
        {
            timers = _timers is null ? [] : [.. _timers];
            _timers = null;
        }

        foreach (var timer in timers) timer.Dispose();
    }

    // No timer of its own: the sweep cancels it when its time has come.
    private CancellationToken BePatient(TimeSpan howLong)
    {
        _patience = new CancellationTokenSource();
        _patienceEnds = howLong == Timeout.InfiniteTimeSpan ? long.MaxValue : Runtime.Clock.Deadline(howLong);
        Watch();
        return _patience.Token;
    }

    private sealed record Ending(DeactivationReason Reason, bool Drains, CancellationToken Cancellation);
}
