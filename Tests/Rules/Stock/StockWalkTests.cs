using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class StockWalkTests
{
    /// <summary>Random commands with repeats, crashes (replay) and time; after every one the books must balance.</summary>
    [Fact]
    public void Books_balance_and_caps_hold_whatever_happens_in_whatever_order()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var stock = TenOnSale();
            var now = Noon;
            for (var step = 0; step < 120; step++)
            {
                now = now.AddSeconds(random.Next(40));
                Act(stock, random, now);
                Check(stock, $"seed {seed}, step {step}");
            }
        }
    }

    [Fact]
    public void Replaying_the_entries_or_a_snapshot_makes_the_same_state()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var stock = TenOnSale();
            var now = Noon;
            for (var step = 0; step < 80; step++) Act(stock, random, now = now.AddSeconds(random.Next(40)));

            var restored = StockSnapshot.Read(StockSnapshot.Write(stock));
            Assert.Equal(StockSnapshot.Hash(stock), StockSnapshot.Hash(restored));
            Assert.Equal(StockSnapshot.Hash(stock), StockSnapshot.Hash(stock.Copy()));
            for (var step = 0; step < 40; step++)
            {
                var (same, at) = (random.Next(), now = now.AddSeconds(random.Next(40)));
                Act(stock, new(same), at);
                Act(restored, new(same), at);
            }

            Assert.True(StockSnapshot.Hash(stock) == StockSnapshot.Hash(restored), $"seed {seed}");
        }
    }

    private static void Act(StockState stock, Random random, DateTimeOffset now)
    {
        var hold = $"order-{random.Next(40)}";
        switch (random.Next(9))
        {
            case 0: stock.Release(hold, now); break;
            case 1: stock.Commit(hold, now); break;
            case 2: stock.Extend(hold, now); break;
            case 3: stock.Do(StockRules.Adjust(stock, new($"adjust-{random.Next(5)}", random.Next(-6, 6), Owner), "{}", now)); break;
            case 4: stock.Hold(hold, $"buyer-{random.Next(6)}", 1, now, $"order-{random.Next(40)}"); break;
            default: stock.Hold(hold, $"buyer-{random.Next(6)}", random.Next(-1, 4), now); break;
        }
    }

    private static void Check(StockState stock, string where)
    {
        var open = stock.Holds.Values.Where(h => h.Standing == HoldStanding.Open).Sum(h => h.Quantity);
        var sold = stock.Holds.Values.Where(h => h.Standing == HoldStanding.Committed).Sum(h => h.Quantity);
        Assert.True(stock.Free >= 0, $"{where}: {stock.Free} free");
        Assert.True((open, sold) == (stock.Held, stock.Sold), $"{where}: holds say {open}/{sold}, counters {stock.Held}/{stock.Sold}");
        var taken = stock.Holds.Values.Where(h => h.Counts).Select(h => h.CustomerId).Distinct().Select(customer => stock.TakenBy(customer, Noon)).ToArray();
        Assert.True(taken.All(units => units is > 0 and <= 2), $"{where}: a cap is passed");
        Assert.True(taken.Sum() == open + sold, $"{where}: allowances do not add up");
    }
}
