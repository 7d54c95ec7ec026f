using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

/// <summary>The table against plain lists: whatever is done to it, in whatever order, it finds what they find.</summary>
public sealed class HoldTableTests
{
    [Fact]
    public void Ids_customers_and_ends_are_found_whatever_was_added_changed_and_removed()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var (table, plain) = (new HoldTable(), new Dictionary<string, StockHold>());
            for (var step = 0; step < 4_000; step++)
            {
                Change(table, plain, random);
                if (step % 97 == 0 || step > 3_990) Compare(table, plain, $"seed {seed}, step {step}");
            }
        }
    }

    [Fact]
    public void Open_holds_come_by_end_and_then_by_id()
    {
        var (table, random) = (new HoldTable(), new Random(1));
        var ids = Enumerable.Range(0, 5_000).Select(i => $"order-{i}").OrderBy(_ => random.Next()).ToArray();
        foreach (var id in ids) table.Add(id, Open("hanako", random.Next(100)));
        var due = table.OrderBy(hold => hold.Value.Until).ThenBy(hold => hold.Key, StringComparer.Ordinal).Select(hold => hold.Key).ToArray();

        foreach (var id in due)
        {
            Assert.True(table.TryFirst(out var first, out var until));
            Assert.Equal((id, table[id].Until), (first, until));
            table[id] = table[id] with { Standing = HoldStanding.Expired };
        }

        Assert.False(table.TryFirst(out _, out _));
    }

    [Fact]
    public void A_copy_stays_as_it_was_while_the_original_goes_on()
    {
        var (table, plain, random) = (new HoldTable(), new Dictionary<string, StockHold>(), new Random(7));
        for (var i = 0; i < 5_000; i++) Change(table, plain, random);
        var (copy, then) = (table.Copy(), new Dictionary<string, StockHold>(plain));
        var again = table.Copy();

        for (var i = 0; i < 5_000; i++) Change(table, plain, random);

        Assert.Equal(Sorted(then), Sorted(copy));
        Assert.Equal(Sorted(then), Sorted(again));
        Assert.Equal(then.Count, copy.Count);
        Compare(table, plain, "in the end");
    }

    [Fact]
    public void A_hold_is_there_once_and_what_is_not_there_cannot_be_changed()
    {
        var table = new HoldTable();
        table.Add("order-1", Open("hanako", 1));

        Assert.Throws<ArgumentException>(() => table.Add("order-1", Open("taro", 2)));
        Assert.Throws<KeyNotFoundException>(() => table["order-2"]);
        Assert.Throws<KeyNotFoundException>(() => table["order-2"] = Open("taro", 2));
        table.Remove("order-2");
        Assert.Equal("hanako", Assert.Single(table.Values).CustomerId);
    }

    private static StockHold Open(string customer, int minutes) =>
        new(customer, 1, 0, Noon.UtcTicks, Noon.AddMinutes(minutes).UtcTicks, HoldStanding.Open, Extended: false);

    private static void Change(HoldTable table, Dictionary<string, StockHold> plain, Random random)
    {
        var id = $"order-{random.Next(3_000)}";
        if (!plain.TryGetValue(id, out var hold))
        {
            hold = Open($"buyer-{random.Next(50)}", random.Next(500)) with { Standing = (HoldStanding)random.Next(1, 6) };
            plain.Add(id, hold);
            table.Add(id, hold);
            return;
        }

        if (random.Next(3) == 0)
        {
            plain.Remove(id);
            table.Remove(id);
            return;
        }

        hold = random.Next(2) == 0
            ? hold with { Until = Noon.AddMinutes(random.Next(500)).UtcTicks, Extended = true }
            : hold with { Standing = (HoldStanding)random.Next(1, 6) };
        plain[id] = table[id] = hold;
    }

    private static void Compare(HoldTable table, Dictionary<string, StockHold> plain, string where)
    {
        Assert.Equal(plain.Count, table.Count);
        Assert.True(Sorted(plain).SequenceEqual(Sorted(table)), where);
        Assert.All(plain, hold => Assert.True(table.TryGetValue(hold.Key, out var found) && found == hold.Value, $"{where}: {hold.Key}"));
        Assert.False(table.ContainsKey("order-never"));
        var first = plain.Where(hold => hold.Value.Standing == HoldStanding.Open)
            .OrderBy(hold => hold.Value.Until).ThenBy(hold => hold.Key, StringComparer.Ordinal).Select(hold => hold.Key).FirstOrDefault();
        Assert.Equal(first, table.TryFirst(out var id, out _) ? id : null);
        for (var i = 0; i <= 50; i++)
        {
            var customer = $"buyer-{i}";
            var rows = new List<StockHold>();
            for (var row = table.FirstOf(customer); row != 0; row = table.NextOf(row)) rows.Add(table.At(row));
            var due = plain.Values.Where(hold => hold.CustomerId == customer && hold.Counts);
            Assert.True(Sorted(due).SequenceEqual(Sorted(rows)), $"{where}: {customer}");
        }
    }

    private static IEnumerable<StockHold> Sorted(IEnumerable<StockHold> holds) =>
        holds.OrderBy(hold => (hold.Until, hold.At, hold.Standing, hold.Extended));

    private static IEnumerable<KeyValuePair<string, StockHold>> Sorted(IEnumerable<KeyValuePair<string, StockHold>> holds) =>
        holds.OrderBy(hold => hold.Key, StringComparer.Ordinal);
}
