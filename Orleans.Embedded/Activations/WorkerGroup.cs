using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>The activations of a stateless worker: a free one takes the call, or a new one while there may be more, or the least busy.</summary>
internal sealed class WorkerGroup(EmbeddedRuntime runtime, GrainClass grainClass, GrainId id, int most) : ICallTarget, IActivationHome
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];

    public IReadOnlyList<Activation> Workers
    {
        get
        {
            lock (_gate) return [.. _workers];
        }
    }

    public bool TryPost(RequestBase request)
    {
        lock (_gate)
        {
            while (true)
            {
                var worker = Choose();
                if (worker.TryPost(request)) return true;
                _workers.Remove(worker);
            }
        }
    }

    public void Remove(Activation activation)
    {
        lock (_gate) _workers.Remove(activation);
    }

    private Activation Choose()
    {
        foreach (var worker in _workers)
        {
            if (worker.IsFree()) return worker;
        }

        if (_workers.Count >= most) return _workers.MinBy(worker => worker.Load())!;

        var added = new Activation(runtime, grainClass, id, this);
        _workers.Add(added);
        return added;
    }
}
