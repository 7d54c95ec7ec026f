using System.Collections.Concurrent;
using Orleans.Configuration;

namespace Orleans.Activations;

/// <summary>The one timer of the engine: ends calls whose time is up, and collects idle activations. Calls and grains have none of their own.</summary>
internal sealed class Sweeper(TimeProvider time, CoarseClock clock, GrainCatalog catalog, GrainCollectionOptions collection) : IDisposable
{
    private readonly ConcurrentQueue<CallQueue> _watched = new();
    private ITimer? _timer;
    private long _nextCollection = collection.CollectionQuantum.Ticks;
    private int _sweeping;

    public void Start() => _timer = time.CreateTimer(static self => ((Sweeper)self!).Sweep(), this, CoarseClock.Step, CoarseClock.Step);

    public void Watch(CallQueue target) => _watched.Enqueue(target);

    public void Dispose() => _timer?.Dispose();

    private void Sweep()
    {
        // A slow sweep is not joined by the next one.
        if (Interlocked.Exchange(ref _sweeping, 1) != 0) return;
        try
        {
            clock.Move();
            for (var left = _watched.Count; left > 0 && _watched.TryDequeue(out var target); left--)
            {
                if (target.Sweep(clock.Now)) _watched.Enqueue(target);
            }

            if (clock.Now < _nextCollection) return;
            _nextCollection = clock.Now + collection.CollectionQuantum.Ticks;
            catalog.CollectIdle(clock.Now);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }
}
