using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

public sealed class EarlyAccessTests
{
    [Theory]
    [InlineData("vip", -301, Reason.NotOnSaleYet)]
    [InlineData("vip", -300, null)]
    [InlineData("vip", 1800, Reason.SaleOver)]
    [InlineData("other", -300, Reason.NotOnSaleYet)]
    [InlineData("other", 0, null)]
    public void A_segment_may_buy_five_minutes_before_everybody_else(string segment, int seconds, Reason? expected)
    {
        var stock = TenOnSale(TwoEach with { Early = new("vip", 5) });
        var now = Noon.AddSeconds(seconds);

        Assert.Equal(expected, stock.Do(StockRules.Hold(stock, new("order-1", "hanako", 1, Segments: ["member", segment]), now)).Refused?.Reason);
    }

    [Fact]
    public void Whoever_comes_too_early_hears_when_the_sale_opens_for_them()
    {
        var stock = TenOnSale(TwoEach with { Early = new("vip", 5) });
        var ask = new HoldRequest("order-1", "hanako", 1, Segments: ["vip"]);

        Assert.Equal(Noon.AddMinutes(-5), stock.Do(StockRules.Hold(stock, ask, Noon.AddMinutes(-6))).Refused!.At);
        Assert.Equal(Noon, stock.Do(StockRules.Hold(stock, ask with { HoldId = "order-2", Segments = [] }, Noon.AddMinutes(-6))).Refused!.At);
    }
}
