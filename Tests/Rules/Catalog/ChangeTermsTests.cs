using Commerce.Catalog;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Catalog;

public sealed class ChangeTermsTests
{
    private static readonly Actor Staff = new("staff-1", "好評につき");
    private static readonly CatalogState Shop = CatalogRules.PutProduct(new(), new(Sneakers, 0, Staff), Settings).Catalog;

    [Fact]
    public void A_change_is_a_difference_and_counts_the_version_up()
    {
        var (reply, catalog) = Change(Shop, "change-1", 1, new(ClosesBy: TimeSpan.FromMinutes(10), PerPersonBy: 1));

        Assert.Equal(new(null, 2), reply);
        var terms = catalog.Products["P4"].Terms;
        Assert.Equal((2L, Noon, Noon.AddMinutes(40), 2), (terms.Version, terms.Opens, terms.Closes, terms.PerPerson));
        Assert.Equal(Staff, catalog.TermsToHand["P4"]);
    }

    [Fact]
    public void Of_two_changes_made_on_the_same_screen_one_is_told_that_it_is_stale()
    {
        var catalog = Change(Shop, "change-1", 1, new(PerPersonBy: 1)).Catalog;
        var (reply, after) = Change(catalog, "change-2", 1, new(PerPersonBy: 1));

        Assert.Equal(new(new(Reason.StaleVersion, "P4", 2), 2), reply);
        Assert.Same(catalog, after);
    }

    [Fact]
    public void The_same_change_sent_twice_is_made_once_although_others_came_between()
    {
        var catalog = Change(Shop, "change-1", 1, new(PerPersonBy: 1)).Catalog;
        catalog = Change(catalog, "change-2", 2, new(PerPersonBy: 1)).Catalog;
        var (reply, after) = Change(catalog, "change-1", 1, new(PerPersonBy: 1));

        Assert.Equal(new(null, 3), reply);
        Assert.Same(catalog, after);
        Assert.Equal(3, after.Products["P4"].Terms.PerPerson);
    }

    [Fact]
    public void A_new_sale_is_counted_and_saving_the_product_does_not_take_it_back()
    {
        var catalog = Change(Shop, "change-1", 1, new(NewSale: true)).Catalog;
        Assert.Equal(1, catalog.Products["P4"].Terms.Sale);

        catalog = CatalogRules.PutProduct(catalog, new(Sneakers with { Price = new(18_000) }, 2, Staff), Settings).Catalog;
        Assert.Equal(1, catalog.Products["P4"].Terms.Sale);
    }

    public static TheoryData<string, TermsChange> Impossible => new()
    {
        { "PerOrder", new(PerOrderBy: 1) },             // has no such cap
        { "PerPerson", new(PerPersonBy: -1) },          // to nothing
        { "PerPerson", new(PerPersonBy: int.MinValue) },
        { "Closes", new(OpensBy: TimeSpan.FromMinutes(30)) },
        { "Closes", new(ClosesBy: TimeSpan.MaxValue) },
        { "change", new() },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void What_cannot_be_is_refused_and_changes_nothing(string field, TermsChange change)
    {
        var (reply, catalog) = Change(Shop, "change-1", 1, change);

        Assert.Equal((Reason.BadRequest, field), (reply.Refused!.Reason, reply.Refused.Subject));
        Assert.Same(Shop, catalog);
    }

    [Theory]
    [InlineData("Early.Segment", "v/i", 5, "Segment")]
    [InlineData("Early.Minutes", "vip", 0, "Minutes")]
    [InlineData("Early.Minutes", "vip", 10_081, "Minutes")]
    public void Early_access_needs_a_segment_and_one_minute_to_a_week(string what, string segment, int minutes, string field)
    {
        var product = Sneakers with { Terms = Sneakers.Terms with { Early = new(segment, minutes) } };

        Assert.True(field == CatalogRules.PutProduct(new(), new(product, 0, Staff), Settings).Reply.Refused!.Subject, what);
    }

    [Fact]
    public void Early_access_to_a_sale_that_never_opens_is_refused()
    {
        var product = Shirt with { Terms = new() { Early = new("vip", 5) } };

        Assert.Equal("Opens", CatalogRules.PutProduct(new(), new(product, 0, Staff), Settings).Reply.Refused!.Subject);
    }

    private static (CatalogReply Reply, CatalogState Catalog) Change(CatalogState catalog, string key, int expected, TermsChange change) =>
        CatalogRules.ChangeTerms(catalog, new(key, "P4", expected, change, Staff));
}
