using System.Text.Json;
using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

/// <summary>Snapshots are read by shops that are younger than they are.</summary>
public sealed class StockSnapshotTests
{
    [Fact]
    public void The_layout_is_the_one_that_was_always_stored()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "花子");
        stock.Hold("order-2", new string('t', 200));
        stock.Hold("order-3", "jiro", 3);
        stock.Commit("order-1");
        stock.Release("order-2");

        Assert.Equal(AsEver(stock), StockSnapshot.Write(stock));
        Assert.Equal(StockSnapshot.Hash(stock), StockSnapshot.Hash(StockSnapshot.Read(AsEver(stock))));
    }

    [Fact]
    public void A_large_one_is_the_same_state_again()
    {
        var stock = TenOnSale(TwoEach with { PerPerson = null });
        stock.Do(StockRules.Adjust(stock, new("more", 50_000, Owner), "{}", Noon));
        for (var i = 0; i < 40_000; i++) stock.Hold($"order-{i}", $"buyer-{i % 30_000}", at: Noon.AddTicks(i));
        for (var i = 0; i < 40_000; i += 3) stock.Commit($"order-{i}", Noon.AddSeconds(1));

        var restored = StockSnapshot.Read(StockSnapshot.Write(stock));
        Assert.Equal(StockSnapshot.Hash(stock), StockSnapshot.Hash(restored));
        Assert.Equal((stock.Held, stock.Sold, stock.Free), (restored.Held, restored.Sold, restored.Free));
        Assert.Equal(2, restored.TakenBy("buyer-7", Noon));
        Assert.True(restored.Holds.TryFirst(out var first, out _));
        Assert.Equal("order-1", first);
    }

    [Fact]
    public void One_that_ends_too_soon_is_refused_wherever_it_ends()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako");
        var whole = StockSnapshot.Write(stock);
        for (var length = 1; length < whole.Length; length++)
        {
            var part = whole[..length];
            var thrown = Record.Exception(() => StockSnapshot.Read(part));
            Assert.True(thrown is InvalidDataException or JsonException, $"{length} bytes: {thrown}");
        }
    }

    /// <summary>As the first release wrote it.</summary>
    private static byte[] AsEver(StockState stock)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write((byte)2);
        to.Write(stock.Sequence);
        to.Write(stock.Version);
        to.Write(stock.Supply);
        to.Write(stock.Paused);
        to.Write(JsonSerializer.Serialize(stock.Terms));
        Write(stock.Refused, count => { to.Write((int)count.Key); to.Write(count.Value); });
        Write(stock.Adjustments, to.Write);
        Write(stock.Edges, edge => { to.Write(edge.Source); to.Write(edge.Number); });
        Write(stock.Holds, pair =>
        {
            var (id, hold) = pair;
            to.Write(id);
            to.Write(hold.CustomerId);
            to.Write(hold.Quantity);
            to.Write(hold.Sale);
            to.Write(hold.At);
            to.Write(hold.Until);
            to.Write((byte)hold.Standing);
            to.Write(hold.Extended);
        });
        Write(stock.Ended, ended => { to.Write(ended.At); to.Write(ended.HoldId); });
        Write(stock.RefusedInTurn, refused =>
        {
            var (customer, quantity, reason) = stock.RefusedHolds[refused.HoldId];
            to.Write(refused.At);
            to.Write(refused.HoldId);
            to.Write(customer);
            to.Write(quantity);
            to.Write((int)reason);
        });
        return bytes.ToArray();

        void Write<T>(IReadOnlyCollection<T> items, Action<T> write)
        {
            to.Write(items.Count);
            foreach (var item in items) write(item);
        }
    }
}
