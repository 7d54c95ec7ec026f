using Commerce.Catalog;

namespace Commerce.Tests.Rules.Catalog;

public sealed class PutCategoryTests
{
    private static readonly Category Sweets = new("sweets", "お菓子", 2);
    private static readonly CatalogState WithSweets = CatalogRules.PutCategory(new(), Sweets).Catalog;

    [Fact]
    public void Categories_stand_in_the_order_of_their_places()
    {
        var catalog = CatalogRules.PutCategory(WithSweets, new("wear", "服", 1)).Catalog;

        Assert.Equal(["wear", "sweets"], catalog.Categories.Select(c => c.CategoryId));
    }

    [Fact]
    public void A_category_put_again_is_renamed()
    {
        var (reply, catalog) = CatalogRules.PutCategory(WithSweets, Sweets with { Name = "和菓子" });

        Assert.Equal(new(null, 2), reply);
        Assert.Equal("和菓子", Assert.Single(catalog.Categories).Name);
    }

    [Fact]
    public void The_same_category_sent_twice_changes_once()
    {
        var (reply, catalog) = CatalogRules.PutCategory(WithSweets, Sweets);

        Assert.Equal(new(null, 1), reply);
        Assert.Same(WithSweets, catalog);
    }

    [Theory]
    [InlineData("", "お菓子")]
    [InlineData("a/b", "お菓子")]
    [InlineData("sweets", " ")]
    public void A_category_without_id_or_name_is_refused(string id, string name) =>
        Assert.Equal(Reason.BadRequest, CatalogRules.PutCategory(new(), new(id, name, 1)).Reply.Refused!.Reason);

    [Fact]
    public void The_101st_category_is_refused()
    {
        var catalog = Enumerable.Range(1, 100).Aggregate(new CatalogState(), (c, n) => CatalogRules.PutCategory(c, new($"c{n}", "棚", n)).Catalog);

        Assert.Equal(new(Reason.TooMany, Limit: 100), CatalogRules.PutCategory(catalog, new("c101", "棚", 101)).Reply.Refused);
    }
}
