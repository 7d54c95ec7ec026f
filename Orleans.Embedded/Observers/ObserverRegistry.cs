using System.Collections.Concurrent;
using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Observers;

/// <summary>The observers of this process, held weakly: who wants to be called must be held by somebody else.</summary>
internal sealed class ObserverRegistry(EmbeddedRuntime runtime)
{
    private static readonly GrainType ObserverType = GrainType.Create("sys.client.embedded");

    private readonly ConcurrentDictionary<GrainId, Observer> _observers = new();
    private readonly Nobody _nobody = new(runtime);

    public static bool IsObserver(GrainId id) => id.Type.Equals(ObserverType);

    public GrainId Add(IGrainObserver target)
    {
        var id = GrainId.Create(ObserverType, GrainIdKeyExtensions.CreateGuidKey(Guid.CreateVersion7()));
        _observers[id] = new Observer(runtime, this, id, target);
        return id;
    }

    public bool Remove(GrainId id)
    {
        if (!_observers.TryRemove(id, out var observer)) return false;
        observer.Shut();
        return true;
    }

    public ICallTarget Find(GrainId id) => _observers.TryGetValue(id, out var observer) ? observer : _nobody;
}
