using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>Starts what takes part stage by stage, those of one stage together, and stops it in the opposite order.</summary>
internal class Lifecycle : ILifecycleObservable
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _subscriptions = [];
    private int? _highestStarted;

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (_highestStarted is not null) throw new InvalidOperationException($"{observerName} comes too late: the lifecycle has begun.");

        var subscription = new Subscription(this, stage, observer);
        lock (_gate) _subscriptions.Add(subscription);
        return subscription;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderBy(stage => stage.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _highestStarted = stage.Key;
            await Task.WhenAll(stage.Select(subscription => subscription.Observer.OnStart(cancellationToken))).WaitAsync(cancellationToken);
            HighestCompletedStage = stage.Key;
        }
    }

    /// <summary>Stops what was started. Everything gets its chance; what fails is thrown at the end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_highestStarted is not { } highest) return;

        var failures = new List<Exception>();
        foreach (var stage in Stages().Where(stage => stage.Key <= highest).OrderByDescending(stage => stage.Key))
        {
            foreach (var subscription in stage)
            {
                try
                {
                    await subscription.Observer.OnStop(cancellationToken);
                }
                catch (Exception thrown)
                {
                    failures.Add(thrown);
                }
            }

            LowestStoppedStage = stage.Key;
        }

        _highestStarted = null;
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    private IEnumerable<IGrouping<int, Subscription>> Stages()
    {
        lock (_gate) return _subscriptions.ToArray().GroupBy(subscription => subscription.Stage);
    }

    private sealed class Subscription(Lifecycle lifecycle, int stage, ILifecycleObserver observer) : IDisposable
    {
        public int Stage { get; } = stage;

        public ILifecycleObserver Observer { get; } = observer;

        public void Dispose()
        {
            lock (lifecycle._gate) lifecycle._subscriptions.Remove(this);
        }
    }
}

/// <summary>The lifecycle of an activation.</summary>
internal sealed class GrainLifecycle : Lifecycle, IGrainLifecycle;

/// <summary>The lifecycle of the host.</summary>
internal sealed class SiloLifecycle : Lifecycle, ISiloLifecycle;
