using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class AdjustTests
{
    [Fact]
    public void Adds_to_the_supply_and_takes_free_units_out_of_it()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 2);

        Assert.Null(Adjust(stock, "more", 5));
        Assert.Null(Adjust(stock, "less", -13));
        Assert.Equal((2, 0, 2), (stock.Supply, stock.Free, stock.Held));
    }

    [Fact]
    public void Never_takes_out_what_somebody_holds()
    {
        var stock = TenOnSale();
        stock.Hold("order-1", "hanako", 2);

        var refused = Adjust(stock, "less", -9)!;
        Assert.Equal((Reason.TooMuch, 8L), (refused.Reason, refused.Limit));
        Assert.Equal(10, stock.Supply);
    }

    [Fact]
    public void The_same_key_adjusts_once()
    {
        var stock = TenOnSale();
        Adjust(stock, "more", 5);
        Adjust(stock, "more", 5);
        Assert.Equal(15, stock.Supply);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Strange_amounts_are_refused(int delta) => Assert.Equal(Reason.BadQuantity, Adjust(TenOnSale(), "odd", delta)!.Reason);

    [Fact]
    public void Older_terms_that_arrive_late_change_nothing()
    {
        var stock = TenOnSale();
        var newer = TwoEach with { Version = 3, PerPerson = 5 };
        stock.Do(StockRules.SetTerms(stock, new(newer, Owner), StockDetails.Of(newer, Owner), Noon));
        var older = TwoEach with { Version = 2, PerPerson = 1 };

        Assert.False(stock.Do(StockRules.SetTerms(stock, new(older, Owner), StockDetails.Of(older, Owner), Noon)));
        Assert.Equal(newer, stock.Terms);
    }

    private static Refusal? Adjust(StockState stock, string key, int delta) =>
        stock.Do(StockRules.Adjust(stock, new(key, delta, Owner), StockDetails.Of(Owner), Noon));
}
