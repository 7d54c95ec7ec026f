using Commerce.Feed;
using Commerce.Orders;
using Commerce.Stock;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Feed;

internal static class FeedTesting
{
    public static readonly FeedDesk Empty = new() { Day = SaleDay };

    public static FeedOrder Order(string id, int version, OrderStatus status, long captured = 0, long refunded = 0, int second = 0) =>
        new(id, version, id, status, new(6_900), new(captured), new(refunded), Noon.AddSeconds(second), Noon.AddSeconds(second), "T-SHIRT ×2", "花子");

    public static FeedDesk With(this FeedDesk desk, FeedOrder order) => FeedRules.OrderChanged(desk, order, SaleDay);

    public static StockView Numbers(string sku, long sequence, int sold = 0, SaleTerms? terms = null) =>
        new(sku, sequence, 100, 100 - sold, 0, sold, false, terms ?? SaleTerms.Always, ImmutableDictionary<Reason, long>.Empty);
}
