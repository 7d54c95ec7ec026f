using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;
using static Commerce.Tests.Rules.Orders.GoldenPriceTests;

namespace Commerce.Tests.Rules.Orders;

public sealed class ShippingTests
{
    private static readonly ShopSettings Tiered = Settings with
    {
        FreeShippingFrom = null,
        ShippingTerms = new() { Tiers = [new(new(0), new(3_000), new(880)), new(new(3_000), new(8_000), new(440)), new(new(8_000), null, new(0))] },
    };

    private static readonly ShopSettings Islands = Settings with
    {
        ShippingTerms = new()
        {
            Prefectures = [new("沖縄県", new(900)), new("北海道", new(400))],
            Islands = [new("90", new(100)), new("907", new(700)), new("10021", new(1_500))],
        },
    };

    [Theory]
    [InlineData(1, 880, 7_999L)]
    [InlineData(2_999, 880, 5_001L)]
    [InlineData(3_000, 440, 5_000L)]
    [InlineData(7_999, 440, 1L)]
    [InlineData(8_000, 0, null)]
    public void A_tier_counts_from_its_first_yen(long goods, long fee, long? toFree)
    {
        var quote = Price([(Of("P", "品", goods), 1)], OrderChoices.None, Tiered);

        Assert.Equal((new Yen(fee), toFree), (quote.Shipping, quote.ToFreeShipping?.Amount));
    }

    [Theory]
    [InlineData(10_499, 660, 1L)]
    [InlineData(10_500, 0, null)]
    public void Free_shipping_looks_at_the_goods_after_the_coupon(long goods, long fee, long? toFree)
    {
        var quote = Price([(Of("P", "品", goods), 1)], new(Coupon: Coupon(CouponKind.Amount, 500)));

        Assert.Equal((new Yen(fee), toFree), (quote.Shipping, quote.ToFreeShipping?.Amount));
    }

    /// <summary>Points are the shopper's own money: paying with them does not make the parcel dearer.</summary>
    [Fact]
    public void Points_do_not_bring_back_a_fee_that_was_free()
    {
        var quote = Price([(Of("P", "品", 10_000), 1)], new(Points: 3_000));

        Assert.Equal((Yen.Zero, new Yen(3_000), new Yen(7_000)), (quote.Shipping, quote.Points, quote.Total));
    }

    [Theory]
    [InlineData("東京都", "1000001", 660, 0)]
    [InlineData("沖縄県", null, 1_560, 900)]
    [InlineData("沖縄県", "9000001", 1_660, 1_000)]
    [InlineData("沖縄県", "9070001", 2_260, 1_600)]
    [InlineData("東京都", "1002101", 2_160, 1_500)]
    [InlineData(null, "0600000", 660, 0)]
    [InlineData("北海道", "0600000", 1_060, 400)]
    public void Prefecture_and_the_longest_postal_prefix_are_added(string? prefecture, string? code, long fee, long surcharge)
    {
        var quote = Price([(Shirt, 1)], new(new(prefecture, code)), Islands);

        Assert.Equal((new Yen(fee), new Yen(surcharge)), (quote.Shipping, quote.Surcharge));
        Assert.Equal(new Yen(8_500), quote.ToFreeShipping);
    }

    [Theory]
    [InlineData(false, 0, 0)]
    [InlineData(true, 1_600, 1_600)]
    public void Free_means_free_unless_the_shop_charges_surcharges_always(bool always, long fee, long surcharge)
    {
        var shop = Islands with { ShippingTerms = Islands.ShippingTerms with { SurchargeAlways = always } };
        foreach (var chosen in new OrderChoices[] { new(new("沖縄県", "9070001")), new(new("沖縄県", "9070001"), Coupon: Coupon(CouponKind.FreeShipping, 0)) })
        {
            var quote = Price([(Shirt, chosen.Coupon is null ? 7 : 1)], chosen, shop);

            Assert.Equal((new Yen(fee), new Yen(surcharge)), (quote.Shipping, quote.Surcharge));
            Assert.Null(quote.ToFreeShipping);
        }
    }

    [Fact]
    public void Nobody_is_told_of_free_shipping_where_a_surcharge_would_remain()
    {
        var shop = Islands with { ShippingTerms = Islands.ShippingTerms with { SurchargeAlways = true } };

        Assert.Null(Price([(Shirt, 1)], new(new("沖縄県", "9000001")), shop).ToFreeShipping);
        Assert.Equal(new Yen(8_500), Price([(Shirt, 1)], new(new("東京都", "1000001")), shop).ToFreeShipping);
    }

    [Fact]
    public void Another_address_changes_the_shipping_and_nothing_else()
    {
        var quote = Price([(Shirt, 1)], new(Wrapping: Ribbon), Islands);
        var sent = PricingRules.To(quote, Hanako with { Prefecture = "沖縄県", PostalCode = "9000001" });

        Assert.Equal(quote.Total + new Yen(1_000), sent.Total);
        Assert.Equal(quote.Goods, sent.Goods);
        Assert.Same(sent, PricingRules.To(sent, Hanako with { Prefecture = "沖縄県", PostalCode = "9000001" }));
    }

    [Theory]
    [InlineData("0-100:5,100-:3", true)]
    [InlineData("0-:3", true)]
    [InlineData("", true)]
    [InlineData("0-100:5", false)]
    [InlineData("1-:5", false)]
    [InlineData("0-100:5,101-:3", false)]
    [InlineData("0-100:5,99-:3", false)]
    [InlineData("0-:5,100-:3", false)]
    [InlineData("0-0:5,0-:3", false)]
    [InlineData("100-:3,0-100:5", false)]
    public void Tiers_with_a_gap_or_overlap_are_not_saved(string tiers, bool good)
    {
        var terms = new ShippingTerms { Tiers = [.. tiers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Tier)] };

        Assert.Equal(good ? null : Reason.BrokenTiers, ShopRules.Check(Settings with { ShippingTerms = terms })?.Reason);
    }

    [Fact]
    public void Terms_that_cannot_be_are_refused_by_name()
    {
        Assert.Equal("Prefectures", Refused(new() { Prefectures = [new("東京", new(1))] }));
        Assert.Equal("Prefectures", Refused(new() { Prefectures = [new("東京都", new(1)), new("東京都", new(2))] }));
        Assert.Equal("Prefectures", Refused(new() { Prefectures = [new("東京都", new(-1))] }));
        Assert.Equal("Islands", Refused(new() { Islands = [new("9", new(1))] }));
        Assert.Equal("Islands", Refused(new() { Islands = [new("９０", new(1))] }));
        Assert.Equal("Islands", Refused(new() { Islands = [new("90", new(1)), new("90", new(1))] }));
        Assert.Equal("Tiers", Refused(new() { Tiers = [new(new(0), null, new(-1))] }));
        Assert.Equal("Wrapping", ShopRules.Check(Settings with { Wrapping = new() { Options = [Ribbon, Ribbon] } })?.Subject);
        Assert.Equal("Fee", ShopRules.Check(Settings with { Wrapping = new() { Options = [Ribbon with { Fee = new(-1) }] } })?.Subject);
        Assert.Equal("Points", ShopRules.Check(Settings with { Points = new(101) })?.Subject);
    }

    [Fact]
    public void Settings_that_are_sent_again_are_the_same_settings()
    {
        var ask = new PutShopRequest(Tiered with { Wrapping = new() { Options = [Ribbon] } }, 0);
        var (reply, shop) = ShopRules.Put(new(), ask);
        var again = ask with { Settings = ask.Settings with { ShippingTerms = ask.Settings.ShippingTerms with { }, Wrapping = new() { Options = [Ribbon] } } };

        Assert.Equal(1, reply.Version);
        Assert.Same(shop, ShopRules.Put(shop, again).Shop);
    }

    private static string? Refused(ShippingTerms terms) => ShopRules.Check(Settings with { ShippingTerms = terms })?.Subject;

    private static ShippingTier Tier(string text)
    {
        var (range, fee) = (text.Split(':')[0].Split('-'), text.Split(':')[1]);
        return new(YenOf(range[0]), range[1].Length == 0 ? null : YenOf(range[1]), YenOf(fee));
    }

    private static Yen YenOf(string text) => new(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
