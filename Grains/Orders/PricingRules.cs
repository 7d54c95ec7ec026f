using System.Diagnostics;
using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What is to be priced: units of one product.</summary>
internal readonly record struct BasketLine(Product Product, int Quantity);

/// <summary>
/// What an order costs. Prices are tax-inclusive; the tax in them is worked out once per rate and order from the inclusive total (割戻し).
/// Pure, and in checked integers throughout.
/// </summary>
internal static class PricingRules
{
    /// <summary>Stored with each quote, so that an old order can be explained by the rules that priced it.</summary>
    public const int Version = 1;

    /// <param name="basket">The lines to price, one per product.</param>
    /// <param name="shop">Shipping, free shipping and rounding.</param>
    /// <param name="day">The day on the shop's calendar, which decides the rates.</param>
    public static Quote Price(ImmutableArray<BasketLine> basket, ShopSettings shop, DateOnly day)
    {
        if (basket.IsEmpty) return Quote.Empty with { Rules = Version, Rounding = shop.Rounding };

        var lines = basket.Select(line => Line(line, day)).ToImmutableArray();
        var goods = Sum(lines.Select(line => line.Amount));
        var shipping = ShippingOf(goods, shop);
        var parts = TaxParts(lines, shipping, shop.Rounding, day);

        return new(Version, lines, goods, shipping, ToFreeShipping(goods, shipping, shop), goods + shipping, parts, shop.Rounding);
    }

    private static QuoteLine Line(BasketLine line, DateOnly day)
    {
        var (product, quantity) = line;
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        return new(product.Sku, product.Name, quantity, product.Price, product.Price * quantity, product.Tax,
            TaxTable.PercentOf(product.Tax, day), product.GroupId);
    }

    private static Yen ShippingOf(Yen goods, ShopSettings shop) =>
        goods >= shop.FreeShippingFrom ? Yen.Zero : shop.Shipping;

    private static Yen? ToFreeShipping(Yen goods, Yen shipping, ShopSettings shop) =>
        shipping > Yen.Zero && shop.FreeShippingFrom is { } from ? from - goods : null;

    /// <summary>Highest rate first. A fee for delivery is taxed at the standard rate, whatever is in the parcel.</summary>
    private static ImmutableArray<TaxPart> TaxParts(
        ImmutableArray<QuoteLine> lines, Yen shipping, TaxRounding rounding, DateOnly day)
    {
        var amounts = lines.Select(line => (Rate: line.RatePercent, line.Amount));
        if (shipping > Yen.Zero) amounts = amounts.Append((TaxTable.PercentOf(TaxClass.Standard, day), shipping));

        return
        [
            .. amounts.GroupBy(part => part.Rate, part => part.Amount)
                .OrderByDescending(rate => rate.Key)
                .Select(rate => (Rate: rate.Key, Taxable: Sum(rate)))
                .Select(part => new TaxPart(part.Rate, part.Taxable, TaxIn(part.Taxable, part.Rate, rounding))),
        ];
    }

    /// <summary>The tax contained in an inclusive amount: <c>amount × rate ÷ (100 + rate)</c>, rounded as the shop does.</summary>
    public static Yen TaxIn(Yen inclusive, int ratePercent, TaxRounding rounding)
    {
        // The magnitude is rounded and the sign kept, so that taking a sale back takes back exactly its tax.
        if (inclusive < Yen.Zero) return Yen.Zero - TaxIn(Yen.Zero - inclusive, ratePercent, rounding);

        var divisor = 100L + ratePercent;
        var dividend = checked(inclusive.Amount * ratePercent);
        return new(rounding switch
        {
            TaxRounding.Down => dividend / divisor,
            TaxRounding.HalfUp => checked((2 * dividend) + divisor) / (2 * divisor),
            TaxRounding.Up => checked(dividend + divisor - 1) / divisor,
            _ => throw new UnreachableException($"tax rounding {rounding}"),
        });
    }

    private static Yen Sum(IEnumerable<Yen> amounts) => amounts.Aggregate(Yen.Zero, (sum, amount) => sum + amount);
}
