using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Stock;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Catalog;

public sealed class CapGroupTests
{
    private static readonly Actor Staff = new("staff-1", "サイズ違いも合わせて2点まで");
    private static readonly CapGroup Shoes = new("shoes", PerOrder: 2, PerPerson: 3, CapPeriod.Days, 30);

    private static readonly Product Small = Of("S", "スニーカー 23cm", 9_800) with { GroupId = "shoes", Group = Shoes };
    private static readonly Product Large = Of("L", "スニーカー 27cm", 9_800) with { GroupId = "shoes", Group = Shoes };

    [Fact]
    public void Products_are_read_with_their_group_as_it_is_now()
    {
        var catalog = Put(new(), Shoes, 0).Catalog;
        catalog = CatalogRules.PutProduct(catalog, new(Small, 0, Staff), Settings).Catalog;
        catalog = Put(catalog, Shoes with { PerOrder = 1 }, 1).Catalog;

        Assert.Null(catalog.Products["S"].Group);
        Assert.Equal((2, 1), (CatalogRules.Find(catalog, ["S"])[0].Group!.Version, CatalogRules.Find(catalog, ["S"])[0].Group!.PerOrder));
    }

    [Fact]
    public void A_group_is_handed_to_a_stock_of_its_own_with_its_caps_and_no_window()
    {
        var catalog = Put(new(), Shoes, 0).Catalog;

        Assert.Equal(Staff, catalog.TermsToHand["group/shoes"]);
        var terms = CatalogRules.TermsOf(catalog, "group/shoes", Settings);
        Assert.Equal(
            new SaleTerms { Version = 1, PerOrder = 2, PerPerson = 3, Period = CapPeriod.Days, PeriodDays = 30, HoldFor = Settings.HoldFor, ExtendBy = Settings.ExtendBy },
            terms);
        Assert.Empty(CatalogRules.TermsHanded(catalog, "group/shoes", 1).TermsToHand);
    }

    [Fact]
    public void The_same_group_put_twice_is_stored_once_and_another_version_is_stale()
    {
        var catalog = Put(new(), Shoes, 0).Catalog;

        Assert.Equal(new(null, 1), Put(catalog, Shoes, 0).Reply);
        Assert.Equal(Reason.StaleVersion, Put(catalog, Shoes with { PerOrder = 1 }, 0).Reply.Refused!.Reason);
        Assert.Equal("GroupId", Put(catalog, Shoes with { GroupId = "a/b" }, 0).Reply.Refused!.Subject);
        Assert.Equal("PeriodDays", Put(catalog, Shoes with { PeriodDays = 0 }, 1).Reply.Refused!.Subject);
    }

    [Fact]
    public void A_product_of_an_unknown_group_is_refused() =>
        Assert.Equal("GroupId", CatalogRules.PutProduct(new(), new(Small, 0, Staff), Settings).Reply.Refused!.Subject);

    [Fact]
    public void Two_sizes_of_one_shoe_are_summed_in_the_cart()
    {
        var cart = EmptyCart.Add(Small, 1, "tap-1").Cart.Add(Large, 1, "tap-2").Cart;

        Assert.Equal(new(Reason.OverOrderCap, "L", 2), cart.Add(Large, 1, "tap-3").Refused);
        Assert.Null(cart.Set(Small, 0, "tap-4").Cart.Add(Large, 1, "tap-5").Refused);
    }

    [Fact]
    public void A_cap_that_was_lowered_is_named_at_each_line_of_the_group()
    {
        var cart = EmptyCart.Add(Small, 1, "tap-1").Cart.Add(Large, 1, "tap-2").Cart;
        var one = Shoes with { PerOrder = 1 };
        var view = CartViews.Of(cart, new([Small with { Group = one }, Large with { Group = one }], [], []), Settings, Noon);

        Assert.Equal([Reason.OverOrderCap, Reason.OverOrderCap], view.Lines.Select(line => line.Refused!.Reason));
    }

    private static (CatalogReply Reply, CatalogState Catalog) Put(CatalogState catalog, CapGroup group, int expected) =>
        CatalogRules.PutCapGroup(catalog, new(group, expected, Staff));
}
