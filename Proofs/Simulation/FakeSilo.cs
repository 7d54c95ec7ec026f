using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Proofs.Simulation;

/// <summary>A process with the real journal and the real stock in it, and nothing else: starts, serves, dies and starts again.</summary>
internal sealed class FakeSilo
{
    private readonly World _world;
    private readonly FakeDisk _disk;
    private readonly Dictionary<string, List<Shelf>> _shelves = [];
    private readonly Dictionary<string, Shelf> _newest = [];
    private GroupCommit _journal = null!;
    private bool _writing;   // the journal's writer is at work

    public FakeSilo(World world, FakeDisk disk)
    {
        (_world, _disk) = (world, disk);
        _disk.Fate = Fate;
        _disk.TearAt = length => world.Dice.Below(length);
    }

    public bool IsUp { get; private set; }
    public FakeClock Clock { get; private set; } = null!;

    /// <summary>How often something goes wrong with the disk: one flush in so many.</summary>
    public int Trouble { get; init; }

    /// <summary>Entries that may wait for the disk.</summary>
    public int MostPending { get; init; } = GroupCommit.MostPending;

    /// <summary>Told of every answer to what was asked.</summary>
    public Action<Request, Action<ImmutableArray<History.Asked>>?> Answer { get; init; } = (_, _) => { };

    /// <summary>Told of what must never happen.</summary>
    public Action<string> Broken { get; init; } = _ => { };

    public IEnumerable<StockKeeper> Keepers(string sku) => _shelves.TryGetValue(sku, out var all) ? all.Select(shelf => shelf.Keeper) : [];

    /// <summary>Told when what is on the disk has been found again.</summary>
    public Action Recovered { get; init; } = () => { };

    public void Start()
    {
        if (IsUp) return;
        _world.Note("the silo starts");
        _disk.Recover();
        Recovered();
        _world.Turns = new();
        SynchronizationContext.SetSynchronizationContext(_world.Turns);
        var skew = Clock?.Skew ?? 0;
        Clock = new(_world) { Skew = skew };
        var turns = _world.Turns;
        _journal = new(_disk, NullLogger.Instance, MostPending, arrived: () => Arrived(turns));
        _writing = false;
        IsUp = true;
    }

    public void Crash(Fault how)
    {
        if (!IsUp) return;
        _world.Did(how);
        _world.Note($"the silo dies: {how}");
        IsUp = false;
        _world.Turns.Die();
        _shelves.Clear();
        _world.After(_world.Dice.Below(TimeSpan.FromSeconds(20)), Start);
    }

    public void Receive(Request request)
    {
        if (!IsUp) Answer(request, null);
        else _ = ServeAsync(request);
    }

    /// <summary>Another activation of a SKU, on a machine whose clock goes differently; the old one does not know.</summary>
    public void ActivateAgain(string sku)
    {
        if (!IsUp || Current(sku) is null) return;
        _world.Did(Fault.SecondActivation);
        _world.Note($"{sku} is activated a second time");
        Activate(sku, new(_world) { Skew = Clock.Skew + _world.Dice.Around(TimeSpan.FromSeconds(30)) });
    }

    public void Deactivate(string sku)
    {
        if (Current(sku) is not { } shelf) return;
        _world.Did(Fault.Deactivation);
        _shelves[sku].Remove(shelf);
        _ = Quietly(shelf, async () =>
        {
            await shelf.Keeper.Settled();
            await shelf.Keeper.SnapshotAsync(Write, CancellationToken.None);
        });
    }

    public void Snapshot(string sku)
    {
        if (Current(sku) is not { } shelf) return;
        _world.Did(Fault.Snapshot);
        _ = Quietly(shelf, () => shelf.Keeper.SnapshotAsync(Write, CancellationToken.None));
    }

    public void Tick(string sku)
    {
        if (Current(sku) is not { } shelf) return;
        _world.Did(Fault.Timer);
        _ = Quietly(shelf, () =>
        {
            shelf.Keeper.Look();
            return shelf.Keeper.Settled();
        });
    }

    private Shelf? Current(string sku) =>
        IsUp && _shelves.TryGetValue(sku, out var all) && all.Count > 0 ? all[_world.Dice.Below(all.Count)] : null;

    private Shelf Activate(string sku, FakeClock clock)
    {
        var keeper = new StockKeeper(sku, _journal, clock, static () => { });
        var shelf = new Shelf(keeper, keeper.OpenAsync(CancellationToken.None));
        if (!_shelves.TryGetValue(sku, out var all)) _shelves.Add(sku, all = []);
        all.Add(_newest[sku] = shelf);
        return shelf;
    }

    private async Task ServeAsync(Request request)
    {
        var shelf = Current(request.Sku) ?? Activate(request.Sku, Clock);
        try
        {
            await shelf.Opened;
            var write = request.Decide(shelf.Keeper);
            await shelf.Keeper.Settled();
            Answer(request, write);
        }
        catch (StockJournalException failure)
        {
            if (failure.Overloaded) _world.Did(Fault.NoRoom);
            Leave(request.Sku, shelf);
            Answer(request, null);
        }
        catch (Exception e) when (e is not PowerCutException)
        {
            Broken($"{request}: {e.GetType().Name} {e.Message}");
        }
    }

    private async Task Quietly(Shelf shelf, Func<Task> act)
    {
        try
        {
            await shelf.Opened;
            await act();
        }
        catch (StockJournalException e)
        {
            _world.Note($"in the background: {e.Message}");
        }
    }

    /// <summary>The bytes of a snapshot are made elsewhere, while the sale goes on.</summary>
    private Task<byte[]> Write(StockState state)
    {
        var written = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.After(_world.Dice.Below(TimeSpan.FromSeconds(3)), () => written.TrySetResult(StockSnapshot.Write(state)));
        return written.Task;
    }

    private void Leave(string sku, Shelf shelf)
    {
        if (shelf.Keeper.Lost || shelf.Opened.IsFaulted) _shelves[sku].Remove(shelf);
    }

    /// <summary>The writer's thread wakes: at once, between two entries of one decision, or when it gets to it.</summary>
    private void Arrived(Turns life)
    {
        if (_writing || life != _world.Turns || !IsUp) return;
        _writing = true;
        if (!_world.Healed && _world.Dice.OneIn(12))
        {
            _world.Did(Fault.FlushBetweenEntries);
            Take(life);
        }
        else
        {
            _world.After(_world.Dice.Below(TimeSpan.FromMilliseconds(20)), () => Take(life));
        }
    }

    private void Take(Turns life)
    {
        if (life != _world.Turns || !IsUp) return;
        if (!_journal.Take())
        {
            _writing = false;
            return;
        }

        if (_world.Healed || !_world.Dice.OneIn(5))
        {
            Store(life);
            return;
        }

        _world.Did(Fault.SlowFlush);
        _world.After(_world.Dice.Below(TimeSpan.FromSeconds(8)), () => Store(life));
    }

    private void Store(Turns life)
    {
        if (life != _world.Turns || !IsUp) return;
        _journal.Store();
        if (IsUp) _world.After(_world.Dice.Below(TimeSpan.FromMilliseconds(5)), () => Take(life));
    }

    private Fate Fate()
    {
        if (_world.Healed || Trouble == 0 || !_world.Dice.OneIn(Trouble)) return Simulation.Fate.Stored;
        var (fate, fault) = _world.Dice.Of(
            (Simulation.Fate.Error, Fault.FlushError),
            (Simulation.Fate.ErrorThoughStored, Fault.FlushErrorThoughStored),
            (Simulation.Fate.Lost, Fault.LostFlush),
            (Simulation.Fate.Torn, Fault.TornFlush),
            (Simulation.Fate.StoredAndNotTold, Fault.StoredAndNotTold));
        if (fate is Simulation.Fate.Error or Simulation.Fate.ErrorThoughStored) _world.Did(fault);
        else Crash(fault);
        _world.Note($"the flush: {fate}");
        return fate;
    }

    private sealed record Shelf(StockKeeper Keeper, Task Opened);
}
