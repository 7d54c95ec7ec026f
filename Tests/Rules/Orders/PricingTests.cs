using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Orders;

public sealed class PricingTests
{
    [Theory]
    [InlineData(3_990, 10, 362, 363, 363)]
    [InlineData(3_240, 8, 240, 240, 240)]
    [InlineData(3_093, 8, 229, 229, 230)]
    [InlineData(7_777, 10, 707, 707, 707)]
    [InlineData(1_998, 8, 148, 148, 148)]
    [InlineData(60_000, 10, 5_454, 5_455, 5_455)]
    [InlineData(0, 10, 0, 0, 0)]
    [InlineData(5_000, 0, 0, 0, 0)]
    public void Tax_in_an_inclusive_amount_is_rounded_as_the_shop_does(long amount, int rate, long down, long halfUp, long up)
    {
        Assert.Equal(new(down), PricingRules.TaxIn(new(amount), rate, TaxRounding.Down));
        Assert.Equal(new(halfUp), PricingRules.TaxIn(new(amount), rate, TaxRounding.HalfUp));
        Assert.Equal(new(up), PricingRules.TaxIn(new(amount), rate, TaxRounding.Up));
    }

    [Theory]
    [InlineData(TaxRounding.Down)]
    [InlineData(TaxRounding.HalfUp)]
    [InlineData(TaxRounding.Up)]
    public void Giving_an_amount_back_gives_its_tax_back(TaxRounding rounding) =>
        Assert.Equal(new(-PricingRules.TaxIn(new(3_093), 8, rounding).Amount), PricingRules.TaxIn(new(-3_093), 8, rounding));

    [Fact]
    public void Two_shirts_and_three_cookies_cost_6900_with_shipping()
    {
        var quote = PricingRules.Price(Basket((Shirt, 2), (Cookies, 3)), Settings, SaleDay);

        Assert.Equal(new(6_240), quote.Goods);
        Assert.Equal(new(660), quote.Shipping);
        Assert.Equal(new Yen(3_760), quote.ToFreeShipping);
        Assert.Equal(new(6_900), quote.Total);
        Assert.Equal([new(10, new(3_660), new(332)), new(8, new(3_240), new(240))], quote.Taxes.AsEnumerable());
        Assert.Equal(["P1", "P2"], quote.Lines.Select(line => line.Sku));
        Assert.Equal([10, 8], quote.Lines.Select(line => line.RatePercent));
    }

    [Theory]
    [InlineData(9_999, 660, 1L)]
    [InlineData(10_000, 0, null)]
    [InlineData(10_001, 0, null)]
    public void Shipping_is_free_from_exactly_the_amount_that_the_shop_names(long goods, long shipping, long? toFree)
    {
        var quote = PricingRules.Price(Basket((Of("P", "品", goods), 1)), Settings, SaleDay);

        Assert.Equal(new(shipping), quote.Shipping);
        Assert.Equal(toFree, quote.ToFreeShipping?.Amount);
        Assert.Equal(new(goods + shipping), quote.Total);
    }

    [Fact]
    public void Shipping_never_gets_free_in_a_shop_that_does_not_offer_it()
    {
        var quote = PricingRules.Price(Basket((Sneakers, 10)), Settings with { FreeShippingFrom = null }, SaleDay);

        Assert.Equal(new(660), quote.Shipping);
        Assert.Null(quote.ToFreeShipping);
    }

    [Fact]
    public void A_parcel_of_food_still_pays_the_standard_rate_on_its_shipping()
    {
        var quote = PricingRules.Price(Basket((Cookies, 1)), Settings, SaleDay);

        Assert.Equal([new(10, new(660), new(60)), new(8, new(1_080), new(80))], quote.Taxes.AsEnumerable());
    }

    [Fact]
    public void Exempt_goods_are_a_part_of_their_own_without_tax()
    {
        var quote = PricingRules.Price(Basket((Shirt with { Tax = TaxClass.Exempt }, 10)), Settings, SaleDay);

        Assert.Equal([new(0, new(15_000), Yen.Zero)], quote.Taxes.AsEnumerable());
    }

    [Fact]
    public void An_empty_basket_costs_nothing_not_even_shipping()
    {
        var quote = PricingRules.Price([], Settings, SaleDay);

        Assert.Equal(Yen.Zero, quote.Total);
        Assert.Empty(quote.Lines);
        Assert.Empty(quote.Taxes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_quantity_below_one_is_never_priced(int quantity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PricingRules.Price(Basket((Shirt, quantity)), Settings, SaleDay));

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_not_a_bargain() =>
        Assert.Throws<OverflowException>(() => PricingRules.Price(Basket((Of("P", "品", long.MaxValue / 2), 3)), Settings, SaleDay));

    [Fact]
    public void The_parts_of_any_basket_add_up_and_its_tax_is_within_a_yen()
    {
        var random = new Random(20261101);
        for (var basket = 0; basket < 20_000; basket++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 6)).Select(i => (RandomProduct(random, i), random.Next(1, 100))).ToArray();
            foreach (var rounding in new[] { TaxRounding.Down, TaxRounding.HalfUp, TaxRounding.Up })
            {
                var quote = PricingRules.Price(Basket(lines), Settings with { Rounding = rounding }, SaleDay);

                var goods = lines.Sum(line => line.Item1.Price.Amount * line.Item2);
                Assert.Equal(goods, quote.Goods.Amount);
                Assert.Equal(quote.Total, quote.Goods + quote.Shipping);
                Assert.Equal(quote.Total.Amount, quote.Taxes.Sum(part => part.Taxable.Amount));
                Assert.All(quote.Taxes, part => AssertExact(part, rounding, $"basket {basket}"));
            }
        }
    }

    /// <summary>The exact tax is taxable × rate ÷ (100 + rate); compared without dividing.</summary>
    private static void AssertExact(TaxPart part, TaxRounding rounding, string where)
    {
        var over = (part.Tax.Amount * (100 + part.RatePercent)) - (part.Taxable.Amount * part.RatePercent);
        var divisor = 100 + part.RatePercent;
        Assert.True(
            rounding switch
            {
                TaxRounding.Down => over <= 0 && over > -divisor,
                TaxRounding.Up => over >= 0 && over < divisor,
                _ => 2 * over <= divisor && 2 * over > -divisor,
            },
            $"{where}: {part} {rounding}");
    }

    private static Product RandomProduct(Random random, int number) => Of($"P{number}", "品", random.Next(1, 10_000_000)) with
    {
        Tax = (TaxClass)random.Next(1, 4),
    };
}
