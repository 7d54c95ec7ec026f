using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class HoldEndsTests
{
    [Fact]
    public void A_hold_is_good_until_its_last_tick_and_over_at_its_end()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 2);
        stock.Hold("order-2", "taro", 2);

        Assert.Null(stock.Commit("order-1", Noon.AddMinutes(5).AddTicks(-1)));
        Assert.Equal(Reason.HoldEnded, stock.Commit("order-2", Noon.AddMinutes(5)));
        Assert.Equal((8, 0, 2), (stock.Free, stock.Held, stock.Sold));
    }

    [Fact]
    public void A_freed_unit_and_its_allowance_can_be_had_at_once()
    {
        var stock = TenOnSale();
        for (var i = 0; i < 5; i++) stock.Hold($"order-{i}", $"buyer-{i}", 2);

        Assert.Null(stock.Hold("again", "buyer-0", 2, Noon.AddMinutes(5)).Refused);
        Assert.Equal(Reason.HoldEnded, stock.Hold("order-0", "buyer-0", 2, Noon.AddMinutes(5)).Refused!.Reason);
    }

    [Fact]
    public void A_hold_is_lengthened_once()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako");

        Assert.Equal(Noon.AddMinutes(7), stock.Extend("order-1").HeldUntil);
        Assert.Equal(Noon.AddMinutes(7), stock.Extend("order-1", Noon.AddMinutes(6)).HeldUntil);
        Assert.Null(stock.Commit("order-1", Noon.AddMinutes(6)));
    }

    [Fact]
    public void An_ended_or_unknown_hold_is_not_lengthened()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako");

        Assert.Equal(Reason.HoldEnded, stock.Extend("order-1", Noon.AddMinutes(5)).Refused!.Reason);
        Assert.Equal(Reason.NothingHeld, stock.Extend("never").Refused!.Reason);
    }

    [Fact]
    public void Committing_twice_sells_once()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 2);

        Assert.Null(stock.Commit("order-1"));
        Assert.Null(stock.Commit("order-1"));
        Assert.Equal((8, 0, 2), (stock.Free, stock.Held, stock.Sold));
        Assert.Equal(Reason.NothingHeld, stock.Commit("never"));
    }

    [Fact]
    public void Releasing_gives_units_and_allowance_back_once_whether_held_or_sold()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 1);
        stock.Hold("order-2", "hanako", 1);
        stock.Commit("order-2");

        Assert.Equal([1, 0, 1, 0, 0], [stock.Release("order-1"), stock.Release("order-1"), stock.Release("order-2"), stock.Release("order-2"), stock.Release("never")]);
        Assert.Equal((10, 0, 0, 0), (stock.Free, stock.Held, stock.Sold, stock.TakenBy("hanako", Noon)));
    }

    [Fact]
    public void What_came_to_nothing_is_forgotten_after_two_days_and_what_was_sold_is_not()
    {
        var stock = TenOnSale(TwoEach with { Closes = null });
        stock.Hold("released", "hanako");
        stock.Hold("sold", "taro");
        stock.Release("released");
        stock.Commit("sold");

        stock.Hold("later", "jiro", 1, Noon.AddDays(3));

        Assert.False(stock.Holds.ContainsKey("released"));
        Assert.True(stock.Holds.ContainsKey("sold"));
        Assert.Equal(1, stock.TakenBy("taro", Noon));
    }
}
