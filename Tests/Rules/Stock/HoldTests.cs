using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class HoldTests
{
    [Fact]
    public void Sets_units_aside_until_the_hold_ends()
    {
        var stock = TenOnSale();

        Assert.Equal(new HoldReply(null, Noon.AddMinutes(5), stock.Version), stock.Hold("order-1", "hanako", 2));
        Assert.Equal((8, 2, 0), (stock.Free, stock.Held, stock.Sold));
    }

    [Fact]
    public void Same_hold_asked_twice_gets_the_same_answer_and_holds_once()
    {
        var stock = TenOnSale();

        var first = stock.Hold("order-1", "hanako", 2);
        var second = stock.Hold("order-1", "hanako", 2, Noon.AddMinutes(3));

        Assert.Equal(first, second);
        Assert.Equal(2, stock.Held);
    }

    [Fact]
    public void Same_hold_id_with_other_content_is_refused()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 1);

        Assert.Equal(Reason.KeyReused, stock.Hold("order-1", "hanako", 2).Refused!.Reason);
        Assert.Equal(Reason.KeyReused, stock.Hold("order-1", "taro", 1).Refused!.Reason);
        Assert.Equal(1, stock.Held);
    }

    [Theory]
    [InlineData(-1, Reason.NotOnSaleYet)]
    [InlineData(0, null)]
    [InlineData(1799, null)]
    [InlineData(1800, Reason.SaleOver)]
    public void Sale_window_has_its_first_instant_and_not_its_last(int secondsAfterOpening, Reason? expected) =>
        Assert.Equal(expected, TenOnSale().Hold("order-1", "hanako", 1, Noon.AddSeconds(secondsAfterOpening)).Refused?.Reason);

    [Theory]
    [InlineData(0, Reason.BadQuantity)]
    [InlineData(-1, Reason.BadQuantity)]
    [InlineData(int.MinValue, Reason.BadQuantity)]
    [InlineData(int.MaxValue, Reason.BadQuantity)]
    [InlineData(3, Reason.OverOrderCap)]
    public void Strange_quantities_are_refused(int quantity, Reason expected)
    {
        var stock = TenOnSale();

        Assert.Equal(expected, stock.Hold("order-1", "hanako", quantity).Refused!.Reason);
        Assert.Equal((10, 0), (stock.Free, stock.Held));
        Assert.Equal(1, stock.Refused[expected]);
    }

    [Fact]
    public void Cap_per_person_counts_holds_and_bought_units_of_all_orders()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 1);
        stock.Commit("order-1");
        stock.Hold("order-2", "hanako", 1);

        var refused = stock.Hold("order-3", "hanako", 1).Refused!;
        Assert.Equal((Reason.OverPersonCap, 2L), (refused.Reason, refused.Limit));
        Assert.Null(stock.Hold("order-4", "taro", 1).Refused);
    }

    [Fact]
    public void Two_hundred_attempts_of_one_person_get_one_unit()
    {
        var stock = TenOnSale(TwoEach with { PerPerson = 1, PerOrder = 1 });

        var granted = Enumerable.Range(0, 200).Count(i => stock.Hold($"order-{i}", "hanako").Refused is null);

        Assert.Equal(1, granted);
        Assert.Equal(199, stock.Refused[Reason.OverPersonCap]);
    }

    [Fact]
    public void Last_unit_goes_to_the_first_who_asks_and_the_next_is_told_that_it_is_sold_out()
    {
        var stock = TenOnSale();
        for (var i = 0; i < 5; i++) stock.Hold($"order-{i}", $"buyer-{i}", 2);

        Assert.Equal(Reason.SoldOut, stock.Hold("order-late", "taro").Refused!.Reason);
        Assert.Equal(0, stock.Free);
    }

    [Fact]
    public void A_hold_that_takes_the_place_of_another_never_lets_go_of_the_units_in_between()
    {
        var stock = TenOnSale();
        for (var i = 0; i < 5; i++) stock.Hold($"cart-{i}", $"buyer-{i}", 2);

        Assert.Null(stock.Hold("order-0", "buyer-0", 2, replaces: "cart-0").Refused);
        Assert.Equal((0, 10), (stock.Free, stock.Held));
        Assert.Equal(2, stock.TakenBy("buyer-0", Noon));
        Assert.Equal(0, stock.Release("cart-0"));
    }

    [Fact]
    public void A_hold_of_somebody_else_cannot_be_taken_over()
    {
        var stock = TenOnSale();
        for (var i = 0; i < 5; i++) stock.Hold($"cart-{i}", $"buyer-{i}", 2);

        Assert.Equal(Reason.SoldOut, stock.Hold("order-x", "taro", 2, replaces: "cart-0").Refused!.Reason);
        Assert.Equal(2, stock.TakenBy("buyer-0", Noon));
    }

    [Fact]
    public void Units_held_in_the_window_can_be_ordered_after_it_closed()
    {
        var stock = TenOnSale();
        stock.Hold("cart-1", "hanako", 1, Noon.AddMinutes(29));

        Assert.Null(stock.Hold("order-1", "hanako", 1, Noon.AddMinutes(31), replaces: "cart-1").Refused);
        Assert.Equal(Reason.SaleOver, stock.Hold("order-2", "taro", 1, Noon.AddMinutes(31)).Refused!.Reason);
    }

    [Fact]
    public void A_paused_product_is_not_granted_and_is_again_when_resumed()
    {
        var stock = TenOnSale();
        stock.Do(StockRules.Switch(stock, new(true, Owner), "", Noon));
        Assert.Equal(Reason.Paused, stock.Hold("order-1", "hanako").Refused!.Reason);

        stock.Do(StockRules.Switch(stock, new(false, Owner), "", Noon));
        Assert.Null(stock.Hold("order-2", "hanako").Refused);
    }
}
