using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>Who lives: one call target for each identity, made when it is first called.</summary>
internal sealed class GrainCatalog(EmbeddedRuntime runtime) : IActivationHome
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();

    public IEnumerable<Activation> Activations => _targets.SelectMany(entry => entry.Value switch
    {
        Activation activation => [activation],
        WorkerGroup group => group.Workers,
        _ => Enumerable.Empty<Activation>(),
    });

    public ICallTarget GetOrCreate(GrainId id)
    {
        if (_targets.TryGetValue(id, out var found)) return found;

        // Made twice in a race, the loser is forgotten: it is only an object until it gets its first call.
        return _targets.GetOrAdd(id, static (key, self) => self.Create(key), this);
    }

    public bool TryAdd(GrainId id, ICallTarget target) => _targets.TryAdd(id, target);

    public bool Remove(GrainId id) => _targets.TryRemove(id, out _);

    public void Remove(Activation activation) => _targets.TryRemove(new KeyValuePair<GrainId, ICallTarget>(activation.GrainId, activation));

    public void CollectIdle(long now)
    {
        foreach (var activation in Activations)
        {
            if (!activation.IsIdle(now)) continue;
            activation.Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody called it for as long as its class allows."));
        }
    }

    private ICallTarget Create(GrainId id)
    {
        var grainClass = runtime.Classes.Find(id.Type);
        return grainClass.Workers is null
            ? new Activation(runtime, grainClass, id, this)
            : new WorkerGroup(runtime, grainClass, id, grainClass.Workers.MaxLocalWorkers);
    }
}
