using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Proofs.Pricing;

/// <summary>
/// Any basket with any choices in any shop: every sum adds up to the yen, the tax of each rate is within a yen of the exact one on the
/// side that the shop rounds to, and the price can be worked out again from what is stored with it.
/// </summary>
public static class BasketProof
{
    public static readonly TaxRounding[] Roundings = [TaxRounding.Down, TaxRounding.HalfUp, TaxRounding.Up];

    private static readonly DateOnly Day = new(2026, 11, 1);

    /// <summary>What is wrong with the price of the basket of this seed; null when nothing is.</summary>
    public static string? Check(int seed, TaxRounding rounding)
    {
        var input = Input(new Random(seed), rounding);
        var quote = PricingRules.Price(input);
        return Wrong(input, quote) is { } wrong ? $"seed {seed}, {rounding}: {wrong}" : null;
    }

    private static string? Wrong(PricingInput input, Quote quote)
    {
        long Sum<T>(IEnumerable<T> parts, Func<T, Yen> of) => parts.Sum(part => of(part).Amount);
        if (Sum(quote.Lines, line => line.Amount) != quote.Goods.Amount) return "the lines are not the goods";
        if (Sum(quote.Lines, line => line.Discount) != quote.Discount.Amount) return "the lines' discounts are not the coupon";
        if (Sum(quote.Lines, line => line.Points) != quote.Points.Amount) return "the lines' points are not the points";
        if (Sum(quote.Taxes, part => part.Taxable) != quote.Total.Amount) return "the rates are not the total";
        if (Sum(quote.Taxes, part => part.Discount) != (quote.Discount + quote.Points).Amount) return "the rates' discounts are not the discount";
        if (quote.Goods - quote.Discount - quote.Points + quote.Shipping + quote.Wrapping != quote.Total) return "the parts are not the total";
        if (quote.Lines.Any(line => line.Discount < Yen.Zero || line.Points < Yen.Zero || line.Discount + line.Points > line.Amount)) return "a line is below nothing";
        if (quote.Discount != Off(input, quote) || quote.Points > input.Points) return "the coupon takes off what it does not say";
        if (quote.Taxes.Any(part => !IsExact(part, input.Rounding))) return "a tax is not the exact one, rounded";
        var again = PricingRules.Price(quote.Input!);
        return again.Total != quote.Total || !again.Taxes.SequenceEqual(quote.Taxes) || !again.Lines.SequenceEqual(quote.Lines) ? "it is priced otherwise again" : null;
    }

    private static Yen Off(PricingInput input, Quote quote)
    {
        var goods = quote.Lines.Where((_, i) => input.Lines[i].CouponApplies).Sum(line => line.Amount.Amount);
        return input.Coupon switch
        {
            { Kind: CouponKind.Amount, Value: var yen } => new(Math.Min(yen, goods)),
            { Kind: CouponKind.Percent, Value: var percent } => new(goods * percent / 100),
            _ => Yen.Zero,
        };
    }

    /// <summary>The exact tax is taxable × rate ÷ (100 + rate); compared without dividing.</summary>
    private static bool IsExact(TaxPart part, TaxRounding rounding)
    {
        var divisor = 100 + part.RatePercent;
        var over = (part.Tax.Amount * divisor) - (part.Taxable.Amount * part.RatePercent);
        return rounding switch
        {
            TaxRounding.Down => over <= 0 && over > -divisor,
            TaxRounding.Up => over >= 0 && over < divisor,
            _ => 2 * over <= divisor && 2 * over > -divisor,
        };
    }

    private static PricingInput Input(Random random, TaxRounding rounding)
    {
        var shop = new ShopSettings
        {
            Name = "店",
            Legal = new("", "", "", "", "", "", null),
            Rounding = rounding,
            Shipping = new(random.Next(3) == 0 ? 0 : random.Next(1, 2_000)),
            FreeShippingFrom = random.Next(2) == 0 ? null : new Yen(random.Next(1, 20_000)),
            ShippingTerms = new()
            {
                Tiers = random.Next(2) == 0 ? [] : [new(new(0), new(5_000), new(random.Next(1_000))), new(new(5_000), null, new(random.Next(500)))],
                Prefectures = [new("沖縄県", new(random.Next(2_000)))],
                Islands = [new("907", new(random.Next(2_000)))],
                SurchargeAlways = random.Next(2) == 0,
            },
            Points = random.Next(2) == 0 ? null : new(random.Next(101)),
        };
        ImmutableArray<BasketLine> basket =
            [.. Enumerable.Range(0, random.Next(1, 7)).Select(i => new BasketLine(Product(random, i), random.Next(1, random.Next(2) == 0 ? 4 : 100)))];
        return PricingInputs.Of(basket, shop, Day, new(
            random.Next(2) == 0 ? null : new("沖縄県", random.Next(2) == 0 ? null : "9070001"),
            random.Next(2) == 0 ? null : new("box", "箱", new(random.Next(1_000)), (TaxClass)random.Next(1, 4)),
            Coupon(random),
            random.Next(2) == 0 ? 0 : random.Next(1, 20_000)));
    }

    private static Product Product(Random random, int number)
    {
        var price = new Yen(random.Next(1, random.Next(2) == 0 ? 2_000 : 10_000_000));
        return new()
        {
            Sku = $"P{number}",
            Name = "品",
            Price = price,
            NetPrice = random.Next(3) == 0 ? price : null,
            Tax = (TaxClass)random.Next(1, 4),
        };
    }

    private static CouponView? Coupon(Random random)
    {
        var kind = (CouponKind)random.Next(0, 4);
        if (kind == CouponKind.Unknown) return null;
        return new("C", new()
        {
            Name = "割引",
            Kind = kind,
            Value = kind == CouponKind.Percent ? random.Next(1, 101) : kind == CouponKind.Amount ? random.Next(1, 30_000) : 0,
            Skus = random.Next(2) == 0 ? [] : ["P0", "P2"],
        }, false, 0, 1, Actor.System);
    }
}
