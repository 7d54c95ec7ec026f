using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Orders;

/// <summary>Prices to the yen: the acceptance flow's, the tax office's way of splitting, and mistakes that other shops made.</summary>
public sealed class GoldenPriceTests
{
    public static readonly WrappingOption Ribbon = new("ribbon", "リボン包装", new(330));

    [Fact]
    public void Two_shirts_three_cookies_and_a_wrapping_cost_7230()
    {
        var quote = Price([(Shirt, 2), (Cookies, 3)], new(Wrapping: Ribbon));

        Assert.Equal(new(7_230), quote.Total);
        Assert.Equal([new(10, new(3_990), new(362)), new(8, new(3_240), new(240))], quote.Taxes.AsEnumerable());
    }

    [Fact]
    public void With_two_skirts_and_a_coupon_of_500_it_is_10870()
    {
        var quote = Price([(Shirt, 2), (Cookies, 3), (Skirt, 2)], new(Wrapping: Ribbon, Coupon: Coupon(CouponKind.Amount, 500)));

        Assert.Equal((new Yen(11_040), new Yen(500), Yen.Zero, new Yen(330), new Yen(10_870)),
            (quote.Goods, quote.Discount, quote.Shipping, quote.Wrapping, quote.Total));
        Assert.Equal([new(10, new(7_777), new(707), new(353)), new(8, new(3_093), new(229), new(147))], quote.Taxes.AsEnumerable());
        Assert.Null(quote.ToFreeShipping);
    }

    /// <summary>ec-cube2#762: rounding each rate's discount for itself paid 8,900.</summary>
    [Fact]
    public void A_discount_of_92_leaves_8901_and_not_8900()
    {
        var quote = Price([(Of("A", "品", 1_595), 1), (Of("B", "品", 7_398) with { Tax = TaxClass.Reduced }, 1)], new(Coupon: Coupon(CouponKind.Amount, 92)));

        Assert.Equal([(10, 1_579L, 16L), (8, 7_322L, 76L)], Goods(quote));
        Assert.Equal(new(8_901), quote.Total - quote.Shipping);
    }

    /// <summary>ec-cube2#1415, #6335: a tie made 93 of 92.</summary>
    [Fact]
    public void A_tie_goes_to_the_larger_part_and_92_stays_92()
    {
        var quote = Price([(Of("A", "品", 755) with { Tax = TaxClass.Reduced }, 1), (Of("B", "品", 165), 1)], new(Coupon: Coupon(CouponKind.Amount, 92)));

        Assert.Equal([(10, 149L, 16L), (8, 679L, 76L)], Goods(quote));
        Assert.Equal(new(92), quote.Discount);
    }

    /// <summary>coupon-plugin#120: ten per cent of 4,559 is 455, whatever ten per cent of the net price would be.</summary>
    [Fact]
    public void Ten_per_cent_of_4222_without_tax_is_455()
    {
        var quote = Price([(Of("N", "品", 4_222) with { Tax = TaxClass.Reduced, NetPrice = new(4_222) }, 1)], new(Coupon: Coupon(CouponKind.Percent, 10)));

        Assert.Equal((new Yen(4_559), new Yen(455)), (quote.Goods, quote.Discount));
        Assert.Equal(new(4_104), quote.Total - quote.Shipping);
    }

    [Theory]
    [InlineData(TaxRounding.Down, 4_559)]
    [InlineData(TaxRounding.HalfUp, 4_560)]
    [InlineData(TaxRounding.Up, 4_560)]
    public void A_price_without_tax_is_shown_with_it_rounded_as_the_shop_does(TaxRounding rounding, long shown) =>
        Assert.Equal(new(shown), PricingRules.Inclusive(new(4_222), 8, rounding));

    [Theory]
    [InlineData(500, new long[] { 7_800, 3_240 }, new long[] { 353, 147 })]
    [InlineData(92, new long[] { 1_595, 7_398 }, new long[] { 16, 76 })]
    [InlineData(92, new long[] { 755, 165 }, new long[] { 76, 16 })]
    [InlineData(1, new long[] { 1, 1, 1 }, new long[] { 1, 0, 0 })]
    [InlineData(2, new long[] { 0, 5, 0 }, new long[] { 0, 2, 0 })]
    [InlineData(0, new long[] { 0, 0 }, new long[] { 0, 0 })]
    public void A_split_adds_up_and_gives_what_is_left_to_who_lost_most(long amount, long[] weights, long[] parts) =>
        Assert.Equal(parts, Split.ByLargestRemainder(new(amount), [.. weights.Select(weight => new Yen(weight))]).Select(part => part.Amount));

    [Theory]
    [InlineData(11)]
    [InlineData(-1)]
    public void Nothing_is_taken_from_where_it_is_not(long amount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.ByLargestRemainder(new(amount), [new(7), new(3)]));

    [Fact]
    public void A_price_is_worked_out_again_from_what_is_stored_with_it()
    {
        var quote = Price([(Shirt, 2), (Cookies, 3), (Skirt, 2)], new(new("沖縄県", "9000001"), Ribbon, Coupon(CouponKind.Percent, 15), 777));

        Assert.Equal(PricingRules.Version, quote.Rules);
        Same(quote, PricingRules.Price(quote.Input!));
    }

    [Fact]
    public void A_rate_that_changes_later_does_not_change_a_stored_price()
    {
        var quote = Price([(Cookies, 1)], OrderChoices.None);
        var cheaper = quote.Input! with { Rates = [new(TaxClass.Standard, 10), new(TaxClass.Reduced, 1)] };

        Assert.Equal(new(80), quote.Taxes[1].Tax);
        Assert.Equal(new(10), PricingRules.Price(cheaper).Taxes[1].Tax);
        Same(quote, PricingRules.Price(quote.Input!));
    }

    internal static CouponView Coupon(CouponKind kind, long value, params string[] skus) =>
        new("OFF", new() { Name = "割引", Kind = kind, Value = value, Skus = [.. skus] }, Stopped: false, 0, 1, Actor.System);

    internal static Quote Price((Product, int)[] lines, OrderChoices chosen, ShopSettings? shop = null) =>
        PricingRules.Price(Basket(lines), shop ?? Settings, SaleDay, chosen);

    private static void Same(Quote one, Quote other)
    {
        Assert.Equal(one with { Lines = default, Taxes = default }, other with { Lines = default, Taxes = default });
        Assert.Equal(one.Lines.AsEnumerable(), other.Lines);
        Assert.Equal(one.Taxes.AsEnumerable(), other.Taxes);
    }

    /// <summary>What is paid for goods at each rate, and what was taken off: shipping is at the standard rate.</summary>
    private static (int, long, long)[] Goods(Quote quote) =>
        [.. quote.Taxes.Select(part => (part.RatePercent, part.Taxable.Amount - (part.RatePercent == 10 ? quote.Shipping.Amount : 0), part.Discount.Amount))];
}
