using Commerce.Feed;
using static Commerce.Tests.Rules.Feed.FeedTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Feed;

public sealed class FeedStockTests
{
    private static readonly FeedDesk Named = Empty with { Names = [new("P1", "T-SHIRT", 1), new("P2", "焼菓子", 1), new("P4", "限定スニーカー", 1)] };

    [Fact]
    public void Numbers_that_arrive_late_or_twice_change_nothing()
    {
        var desk = FeedRules.StockChanged(Named, Numbers("P1", 5, sold: 5));

        Assert.Same(desk, FeedRules.StockChanged(desk, Numbers("P1", 5, sold: 5)));
        Assert.Same(desk, FeedRules.StockChanged(desk, Numbers("P1", 4, sold: 4)));
        Assert.Equal(6, FeedRules.StockChanged(desk, Numbers("P1", 6, sold: 6)).Stocks["P1"].Sold);
    }

    [Fact]
    public void What_a_merchant_watches_comes_first()
    {
        var desk = new[] { Numbers("P1", 1), Numbers("P2", 2, sold: 1), Numbers("P4", 1, terms: Sneakers.Terms) }.Aggregate(Named, FeedRules.StockChanged);

        Assert.Equal(["限定スニーカー", "焼菓子", "T-SHIRT"], FeedRules.Frame(desk, 1, Noon).Products.Select(product => product.Name));
    }

    [Fact]
    public void A_frame_has_at_most_sixty_products()
    {
        var skus = Enumerable.Range(1, 500).Select(n => $"S{n}").ToArray();
        var desk = skus.Aggregate(
            Empty with { Names = [.. skus.Select(sku => new FeedName(sku, sku, 1))] }, (d, sku) => FeedRules.StockChanged(d, Numbers(sku, 1, sold: sku == "S500" ? 1 : 0)));
        var products = FeedRules.Frame(desk, 1, Noon).Products;

        Assert.Equal(FeedRules.MostProducts, products.Length);
        Assert.Equal("S500", products[0].Name);
    }

    [Fact]
    public void A_product_that_is_new_or_was_changed_is_asked_for_its_name()
    {
        Assert.False(FeedRules.NeedsName(Named, Numbers("P1", 1, terms: new() { Version = 1 })));
        Assert.True(FeedRules.NeedsName(Named, Numbers("P1", 1, terms: new() { Version = 2 })));
        Assert.True(FeedRules.NeedsName(Named, Numbers("P9", 1)));
    }

    [Fact]
    public void Stock_stays_over_midnight() =>
        Assert.Single(FeedRules.Roll(FeedRules.StockChanged(Named, Numbers("P1", 1)), SaleDay.AddDays(1)).Stocks);
}
