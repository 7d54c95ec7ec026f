using Commerce.Proofs.History;
using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Proofs.Simulation;

/// <param name="Found">What was found, per SKU.</param>
internal sealed record Verdict(ulong Seed, int Steps, IReadOnlyList<string> Found, int[] Faults, IReadOnlyList<string> Trace, int Entries);

/// <summary>One simulation from its seed to its verdict: two SKUs on one journal, some faults, then peace, then the books.</summary>
internal sealed class Run : IDisposable
{
    private static readonly string[] Skus = ["shop/P4", "shop/P5"];
    private const int MostSteps = 20_000;

    private readonly World _world;
    private readonly FakeDisk _disk = new();
    private readonly FakeSilo _silo;
    private readonly Crowd _crowd;
    private readonly List<string> _found = [];
    private readonly ulong _seed;
    private int _steps;

    private Run(ulong seed, bool traced)
    {
        _seed = seed;
        _world = new(seed, traced);
        var calm = _world.Dice.OneIn(8);
        _crowd = new(_world, Skus) { Trouble = calm ? 0 : 12 };
        _silo = new(_world, _disk)
        {
            Trouble = calm ? 0 : _world.Dice.Of(0, 15, 30),
            MostPending = _world.Dice.OneIn(4) ? 3 : GroupCommit.MostPending,
            Answer = _crowd.Answer,
            Recovered = CheckRecovered,
            Broken = what => _found.Add($"{Promise.Broken}: {what}"),
        };
        _crowd.Deliver = _silo.Receive;
        _silo.Start();
        Plan(calm);
    }

    /// <param name="steps">Peace after so many steps; what a failing seed does before it fails.</param>
    public static Verdict Of(ulong seed, bool traced = false, int steps = MostSteps)
    {
        var before = SynchronizationContext.Current;
        try
        {
            using var run = new Run(seed, traced);
            try
            {
                run.ToEnd(steps);
            }
            catch (Exception broken)
            {
                // Thrown by the product where nobody in the story could have caught it, such as at what a restart reads.
                run._found.Add($"{Promise.Broken}: {broken.GetType().Name} {broken.Message}");
            }

            return run.Verdict(steps);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public void Dispose() => _disk.Dispose();

    private void Plan(bool calm)
    {
        var sale = new Sale(_world, _crowd, () => _silo.Clock.Skew);
        var dice = _world.Dice;
        foreach (var sku in Skus) sale.Prepare(sku);
        for (var acts = 12 + dice.Below(16); acts > 0; acts--) _world.At(sale.Sometime(), () => sale.Act(Sku(dice)));
        for (var n = dice.Below(4); n > 0; n--) _world.At(sale.Sometime(), () => _silo.Snapshot(Sku(dice)));
        for (var n = dice.Below(4); n > 0; n--) _world.At(sale.Sometime(), () => _silo.Tick(Sku(dice)));
        if (calm) return;
        for (var n = dice.Below(3); n > 0; n--) _world.At(sale.Sometime(), () => _silo.Crash(Fault.Crash));
        for (var n = dice.Below(3); n > 0; n--) _world.At(sale.Sometime(), () => _silo.ActivateAgain(Sku(dice)));
        for (var n = dice.Below(2); n > 0; n--) _world.At(sale.Sometime(), () => _silo.Deactivate(Sku(dice)));
        for (var n = dice.Below(3); n > 0; n--) _world.At(sale.Sometime(), SetClock);
        if (dice.OneIn(3)) _world.At(sale.Sometime(), () => Check("halfway"));
    }

    private void SetClock()
    {
        var dice = _world.Dice;
        var by = dice.OneIn(10) ? TimeSpan.FromDays(3).Ticks : dice.Around(TimeSpan.FromMinutes(4));
        _world.Did(by > TimeSpan.TicksPerDay ? Fault.ClockFarForward : by > 0 ? Fault.ClockForward : Fault.ClockBack);
        if (_world.Traced) _world.Note($"the silo's clock is set by {TimeSpan.FromTicks(by)}");
        _silo.Clock.Skew += by;
    }

    private void ToEnd(int most)
    {
        while (_steps < most && _found.Count == 0 && _world.Step()) _steps++;
        _world.Healed = true;
        _world.Note("peace");
        _silo.Start();
        for (var rounds = 0; rounds < 5; rounds++)
        {
            _crowd.AskAgain();
            while (_steps++ < 2 * MostSteps && _world.Step()) { }
        }

        if (_crowd.HasUnknown) _found.Add($"{Promise.Broken}: in peace, some request is never answered");
        Check("at the end");
        CheckStates();
    }

    private Verdict Verdict(int most)
    {
        var entries = 0;
        try
        {
            entries = Skus.Sum(sku => _disk.Entries(sku).Count);
        }
        catch (InvalidDataException)
        {
            // Found already.
        }

        return new(_seed, Math.Min(_steps, most), _found, _world.Faults, _world.Trace, entries);
    }

    private void CheckRecovered()
    {
        if (_world.Dice.OneIn(3)) Check("after a crash");
    }

    private void Check(string when)
    {
        foreach (var sku in Skus)
        {
            var entries = _disk.Entries(sku);
            foreach (var violation in HistoryChecker.Check(_crowd.History(sku), entries)) _found.Add($"{when}, {sku}: {violation}");
            if (!_world.Traced || when == "halfway") continue;
            foreach (var entry in entries) _world.Note($"{when}, {sku}: {Line(entry)}");
        }
    }

    /// <summary>The state that lives, the state that a restart reads and the state that all entries make are one state.</summary>
    private void CheckStates()
    {
        foreach (var sku in Skus)
        {
            var entries = _disk.Entries(sku);
            var hash = StockSnapshot.Hash(Replayed(new(), entries));
            var opened = _disk.Read(sku, 0);
            var restarted = Replayed(opened.Snapshot is { } snapshot ? StockSnapshot.Read(snapshot) : new(), opened.Tail);
            if (StockSnapshot.Hash(restarted) != hash) _found.Add($"{Promise.WrongSum}: {sku} restarts as something else than it was");

            // An old activation that nobody asked again may be behind; one that is not behind is the same.
            var living = _silo.Keepers(sku).Where(keeper => !keeper.Lost && keeper.Stock.Sequence == entries.Count);
            if (living.Any(keeper => StockSnapshot.Hash(keeper.Stock) != hash)) _found.Add($"{Promise.WrongSum}: {sku} lives as something else than its entries");
        }
    }

    private static StockState Replayed(StockState from, IEnumerable<StockEntry> entries)
    {
        foreach (var entry in entries) StockRules.Apply(from, entry);
        return from;
    }

    private static string Line(in StockEntry entry) =>
        $"{entry.Sequence} {entry.Kind} {entry.HoldId} {entry.CustomerId} {entry.Quantity} at {entry.At:HH:mm:ss.fffffff}"
        + (entry.Until is { } until ? $" until {until:HH:mm:ss.fffffff}" : "") + (entry.Reason == Reason.Unknown ? "" : $" {entry.Reason}");

    private static string Sku(Dice dice) => dice.OneIn(3) ? Skus[1] : Skus[0];
}
