using Commerce.Catalog;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Catalog;

public sealed class PutProductTests
{
    private static readonly Actor Staff = new("staff-1", "新商品");
    private static readonly CatalogState Empty = new();

    [Fact]
    public void A_new_product_starts_at_version_one_with_the_holds_of_its_shop()
    {
        var (reply, catalog) = Put(Empty, Sneakers, 0);

        Assert.Equal(new(null, 1), reply);
        var stored = catalog.Products["P4"];
        Assert.Equal((1, 1L, Settings.HoldFor, Settings.ExtendBy), (stored.Version, stored.Terms.Version, stored.Terms.HoldFor, stored.Terms.ExtendBy));
        Assert.Equal(Staff, catalog.TermsToHand["P4"]);
    }

    [Fact]
    public void A_change_counts_the_version_of_product_and_terms_up()
    {
        var (_, catalog) = Put(Empty, Shirt, 0);
        (var reply, catalog) = Put(catalog, Shirt with { Price = new(1_600) }, 1);

        Assert.Equal(new(null, 2), reply);
        Assert.Equal(2, catalog.Products["P1"].Terms.Version);
        Assert.Equal(["P1"], catalog.Skus.AsEnumerable());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_change_made_from_another_version_is_refused(int expected)
    {
        var catalog = Put(Put(Empty, Shirt, 0).Catalog, Shirt with { Price = new(1_600) }, 1).Catalog;
        var (reply, after) = Put(catalog, Shirt with { Price = new(1_700) }, expected);

        Assert.Equal(new(new(Reason.StaleVersion, "P1", 2), 2), reply);
        Assert.Same(catalog, after);
    }

    [Fact]
    public void Without_an_expected_version_whatever_is_there_is_replaced()
    {
        var catalog = Put(Empty, Shirt, null).Catalog;

        Assert.Equal(2, Put(catalog, Shirt with { Name = "Tシャツ" }, null).Reply.Version);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void The_same_request_sent_twice_changes_once_and_answers_the_same(int? expected)
    {
        var product = Cookies with { CategoryIds = ["sweets"] };
        var shelf = CatalogRules.PutCategory(Empty, new("sweets", "お菓子", 1)).Catalog;
        var (first, once) = Put(shelf, product, expected);
        var (second, twice) = Put(once, product with { CategoryIds = ["sweets"] }, expected);

        Assert.Equal(first, second);
        Assert.Same(once, twice);
    }

    [Fact]
    public void An_edit_of_a_product_that_does_not_exist_is_refused() =>
        Assert.Equal(Reason.UnknownProduct, Put(Empty, Shirt, 4).Reply.Refused!.Reason);

    [Fact]
    public void The_501st_product_is_refused_and_the_500th_can_still_be_changed()
    {
        var catalog = Enumerable.Range(1, 500).Aggregate(Empty, (c, n) => Put(c, Of($"S{n}", "品", 100), 0).Catalog);

        Assert.Equal(new(Reason.TooMany, Limit: 500), Put(catalog, Of("S501", "品", 100), 0).Reply.Refused);
        Assert.Null(Put(catalog, Of("S500", "品", 200), 1).Reply.Refused);
    }

    [Fact]
    public void Products_that_cannot_be_are_refused_by_field()
    {
        AssertRefused("Sku", Shirt with { Sku = "P1/x" });
        AssertRefused("Sku", Shirt with { Sku = "" });
        AssertRefused("Name", Shirt with { Name = " " });
        AssertRefused("Price", Shirt with { Price = new(0) });
        AssertRefused("Price", Shirt with { Price = new(-1) });
        AssertRefused("Price", Shirt with { Price = new(10_000_000) });
        AssertRefused("Tax", Shirt with { Tax = TaxClass.Unknown });
        AssertRefused("Closes", Shirt with { Terms = new() { Opens = Noon, Closes = Noon } });
        AssertRefused("PerOrder", Shirt with { Terms = new() { PerOrder = 0 } });
        AssertRefused("PerPerson", Shirt with { Terms = new() { PerPerson = -1 } });
        Assert.Equal(new(Reason.UnknownCategory, "shoes"), Put(Empty, Shirt with { CategoryIds = ["shoes"] }, 0).Reply.Refused);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9_999_999)]
    public void The_lowest_and_the_highest_price_are_allowed(long price) =>
        Assert.Null(Put(Empty, Of("P", "品", price), 0).Reply.Refused);

    [Fact]
    public void Terms_stay_to_be_handed_until_their_own_version_was()
    {
        var catalog = Put(Empty, Shirt, 0).Catalog;
        catalog = Put(catalog, Shirt with { Terms = new() { PerOrder = 2 } }, 1).Catalog;

        Assert.True(CatalogRules.TermsHanded(catalog, "P1", 1).TermsToHand.ContainsKey("P1"));
        Assert.False(CatalogRules.TermsHanded(catalog, "P1", 2).TermsToHand.ContainsKey("P1"));
    }

    [Fact]
    public void Products_are_found_in_the_order_asked_for_and_unknown_ones_are_left_out()
    {
        var catalog = Put(Put(Empty, Shirt, 0).Catalog, Cookies, 0).Catalog;

        Assert.Equal(["P2", "P1"], CatalogRules.Find(catalog, ["P2", "P9", "P1"]).Select(p => p.Sku));
        Assert.Equal(["P1", "P2"], CatalogRules.View(catalog).Products.Select(p => p.Sku));
    }

    private static void AssertRefused(string field, Product product)
    {
        var (reply, catalog) = Put(Empty, product, 0);

        Assert.Equal((Reason.BadRequest, field), (reply.Refused!.Reason, reply.Refused.Subject));
        Assert.Same(Empty, catalog);
    }

    private static (CatalogReply Reply, CatalogState Catalog) Put(CatalogState catalog, Product product, int? expected) =>
        CatalogRules.PutProduct(catalog, new(product, expected, Staff), Settings);
}
