using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class CapPeriodTests
{
    private static readonly SaleTerms OneEach = SaleTerms.Always with { Version = 1, PerPerson = 1 };

    [Fact]
    public void A_lifetime_cap_counts_what_was_bought_years_ago()
    {
        var stock = TenOnSale(OneEach);
        Buy(stock, "order-1", Noon);

        Assert.Equal(Reason.OverPersonCap, Hold(stock, "order-2", Noon.AddYears(3)));
    }

    [Theory]
    [InlineData(-1, Reason.OverPersonCap)]
    [InlineData(0, null)]
    public void A_cap_of_seven_days_counts_seven_times_24_hours_to_the_tick(int ticks, Reason? expected)
    {
        var stock = TenOnSale(OneEach with { Period = CapPeriod.Days, PeriodDays = 7 });
        Buy(stock, "order-1", Noon);

        Assert.Equal(expected, Hold(stock, "order-2", Noon.AddDays(7).AddTicks(ticks)));
    }

    [Fact]
    public void A_cap_per_sale_begins_anew_with_the_next_sale_only()
    {
        var stock = TenOnSale(OneEach with { Period = CapPeriod.Sale, Sale = 1 });
        Buy(stock, "order-1", Noon);
        SetTerms(stock, OneEach with { Version = 2, Period = CapPeriod.Sale, Sale = 1, PerOrder = 1 });
        Assert.Equal(Reason.OverPersonCap, Hold(stock, "order-2", Noon));

        SetTerms(stock, OneEach with { Version = 3, Period = CapPeriod.Sale, Sale = 2 });
        Assert.Null(Hold(stock, "order-3", Noon));
        Assert.Equal(Reason.OverPersonCap, Hold(stock, "order-4", Noon));
    }

    [Fact]
    public void What_a_hold_of_an_earlier_sale_leaves_behind_is_not_subtracted_twice()
    {
        var stock = TenOnSale(OneEach with { Period = CapPeriod.Sale, Sale = 1 });
        stock.Hold("cart-1", "hanako");
        SetTerms(stock, OneEach with { Version = 2, Period = CapPeriod.Sale, Sale = 2 });
        stock.Hold("order-2", "hanako");

        // Making an order of the old sale's hold is one more unit in this sale.
        Assert.Equal(Reason.OverPersonCap, stock.Hold("order-1", "hanako", replaces: "cart-1").Refused?.Reason);
    }

    [Fact]
    public void A_returned_unit_gives_its_allowance_back_once()
    {
        var stock = TenOnSale(OneEach);
        Buy(stock, "order-1", Noon);
        Assert.Equal((1, 0), (stock.Release("order-1"), stock.Release("order-1")));

        Buy(stock, "order-2", Noon);
        Assert.Equal(Reason.OverPersonCap, Hold(stock, "order-3", Noon));
    }

    [Fact]
    public void A_refusal_says_the_cap_and_what_the_customer_has_already()
    {
        var stock = TenOnSale(TwoEach);
        stock.Hold("order-1", "hanako", 2);

        var refused = stock.Hold("order-2", "hanako").Refused!;
        Assert.Equal((Reason.OverPersonCap, 2L, 2L), (refused.Reason, refused.Limit, refused.Taken));
    }

    private static void Buy(StockState stock, string order, DateTimeOffset at)
    {
        stock.Hold(order, "hanako", 1, at);
        stock.Commit(order, at);
    }

    private static Reason? Hold(StockState stock, string order, DateTimeOffset at) => stock.Hold(order, "hanako", 1, at).Refused?.Reason;

    private static void SetTerms(StockState stock, SaleTerms terms) =>
        stock.Do(StockRules.SetTerms(stock, new(terms, Owner), StockDetails.Of(terms, Owner), Noon));
}
