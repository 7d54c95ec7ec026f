using System.Collections.Concurrent;
using System.Diagnostics;
using Commerce.Proofs.History;
using Commerce.Proofs.Simulation;
using Commerce.Stock;

namespace Commerce.Proofs.Kills;

/// <summary>People who buy as fast as they are answered, and ask again with the same key when they are not. They remember everything.</summary>
internal sealed class Callers(IStockLine stock, IReadOnlyList<string> skus)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan HoldFor = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(string Sku, Asked Asked)> _history = [];
    private volatile bool _over;
    private long _keys;
    private int _unanswered, _timedOut, _failed, _answered;

    /// <summary>Requests that nobody ever answered, however often they were asked.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Requests that were not answered within their patience.</summary>
    public int TimedOut => _timedOut;

    /// <summary>Requests that the process answered with "I do not know".</summary>
    public int Failed => _failed;

    public int Answered => Volatile.Read(ref _answered);

    public int Asked => _history.Count;

    public IReadOnlyList<Asked> History(string sku) => [.. _history.Where(one => one.Sku == sku).Select(one => one.Asked)];

    public async Task OpenAsync(int units)
    {
        foreach (var sku in skus)
        {
            var terms = new SaleTerms { Version = 1, PerOrder = 2, PerPerson = 4, HoldFor = HoldFor, ExtendBy = TimeSpan.FromSeconds(1) };
            await AskAsync(new(0, AskKind.Terms, sku, "terms-1", Terms: terms));
            await AskAsync(new(0, AskKind.Adjust, sku, "supply", Quantity: units));
        }
    }

    public Task[] Start(int callers, ulong seed) =>
        [.. Enumerable.Range(0, callers).Select(i => i == 0 ? StaffAsync(new(seed)) : ShopAsync(i, new(seed + (ulong)i)))];

    public void Stop() => _over = true;

    private async Task ShopAsync(int caller, Dice dice)
    {
        await Task.Yield();
        var mine = new List<(string Sku, string Hold, string Customer)>();
        while (!_over)
        {
            if (mine.Count == 0 || dice.OneIn(2))
            {
                var (sku, customer) = (dice.Of<string>([.. skus]), $"customer-{caller}-{dice.Below(60)}");
                var hold = new DoorLine(0, AskKind.Hold, sku, Key("order"), customer, 1 + dice.Below(2));
                if ((await AskAsync(hold)).Outcome == Outcome.Granted) mine.Add((sku, hold.Key, customer));
                continue;
            }

            var one = mine[dice.Below(mine.Count)];
            if (dice.OneIn(3)) mine.Remove(one);
            await AskAsync(dice.Below(8) switch
            {
                < 3 => new(0, AskKind.Commit, one.Sku, one.Hold),
                < 5 => new(0, AskKind.Release, one.Sku, one.Hold),
                5 => new(0, AskKind.Extend, one.Sku, one.Hold),
                6 => new(0, AskKind.Hold, one.Sku, Key("order"), one.Customer, 1, Replaces: one.Hold),
                _ => new(0, AskKind.Look, one.Sku, Key("look")),
            });
        }
    }

    /// <summary>Every few hundred milliseconds something is changed during the sale.</summary>
    private async Task StaffAsync(Dice dice)
    {
        long? seen = null;
        while (!_over)
        {
            await Task.Delay(100 + dice.Below(200));
            var sku = dice.Of<string>([.. skus]);
            var asked = await AskAsync(dice.Below(6) switch
            {
                0 => new(0, AskKind.Switch, sku, Key("switch"), Paused: true),
                < 3 => new(0, AskKind.Switch, sku, Key("switch"), Paused: false),
                _ => new(0, AskKind.Adjust, sku, Key("adjust"), Quantity: dice.Of(-5, 50, 200), ExpectedVersion: dice.OneIn(3) ? seen : null),
            });
            seen = asked.View?.Version;
        }
    }

    private string Key(string what) => $"{what}-{Interlocked.Increment(ref _keys)}";

    /// <summary>As often as it takes: after the end of the sale for half a minute more.</summary>
    private async Task<Asked> AskAsync(DoorLine line)
    {
        for (var deadline = long.MaxValue; ;)
        {
            var asked = new Asked(line.Kind, line.Key, Stopwatch.GetTimestamp())
            {
                CustomerId = line.CustomerId,
                Quantity = line.Quantity,
                Replaces = line.Replaces,
                ExpectedVersion = line.ExpectedVersion,
            };
            _history.Enqueue((line.Sku, asked));
            await stock.AskAsync(line, answer => Write(asked, answer), Patience);
            if (asked.Outcome != Outcome.Unknown) return asked;
            if (Stopwatch.GetElapsedTime(asked.Invoked) >= Patience) Interlocked.Increment(ref _timedOut);
            if (_over && deadline == long.MaxValue) deadline = Stopwatch.GetTimestamp() + (30 * Stopwatch.Frequency);
            if (Stopwatch.GetTimestamp() > deadline)
            {
                Interlocked.Increment(ref _unanswered);
                return asked;
            }

            await Task.Delay(40);
        }
    }

    private void Write(Asked asked, DoorAnswer answer)
    {
        Interlocked.Increment(ref answer.Outcome == Outcome.Unknown ? ref _failed : ref _answered);
        (asked.Reason, asked.Until, asked.Units, asked.View) = (answer.Reason, answer.Until, answer.Units, answer.View);
        asked.Answered = Stopwatch.GetTimestamp();
        asked.Outcome = answer.Outcome;
    }
}
