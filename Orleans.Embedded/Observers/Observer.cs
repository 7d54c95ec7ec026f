using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Observers;

/// <summary>The calls of one observer object, run one after the other.</summary>
internal sealed class Observer(EmbeddedRuntime runtime, ObserverRegistry registry, GrainId id, IGrainObserver observer)
    : CallQueue(runtime), ICallTarget
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private volatile bool _shut;

    protected override bool TakesCalls => !_shut;

    public override object? GetTarget() => !_shut && _observer.TryGetTarget(out var target) ? target : null;

    public override object? GetComponent(Type componentType) => GetTarget() is { } target && componentType.IsInstanceOfType(target) ? target : null;

    public override void OnLost(RequestBase request, Exception thrown) => Runtime.Log.OneWayFailed(request, id, thrown);

    /// <summary>The reference was taken back: calls that have not begun go the way of those to come.</summary>
    public void Shut()
    {
        _shut = true;
        Wake();
    }

    protected override void Attend()
    {
        base.Attend();
        if (!_shut) return;
        foreach (var request in TakeAll()) Runtime.Deliver(request);
    }

    protected override void Start(RequestBase request)
    {
        if (GetTarget() is not null)
        {
            base.Start(request);
            return;
        }

        // The object is gone: this call and those behind it go to nobody.
        OnEnded(request);
        registry.Remove(id);
        Runtime.Deliver(request);
    }
}
