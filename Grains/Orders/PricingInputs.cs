using Commerce.Catalog;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What is to be priced: units of one product.</summary>
internal readonly record struct BasketLine(Product Product, int Quantity);

/// <summary>What was chosen for the order as a whole, found good.</summary>
/// <param name="Coupon">With the terms that say which goods it applies to.</param>
internal sealed record OrderChoices(
    Destination? Destination = null, WrappingOption? Wrapping = null, CouponView? Coupon = null, int Points = 0)
{
    public static readonly OrderChoices None = new();
}

/// <summary>Gathers what a price depends on. Pure.</summary>
internal static class PricingInputs
{
    private static readonly TaxClass[] Classes = [TaxClass.Standard, TaxClass.Reduced, TaxClass.Exempt];

    /// <param name="basket">The lines to price, one per product.</param>
    /// <param name="shop">Shipping, free shipping, rounding and points.</param>
    /// <param name="day">The day on the shop's calendar, which decides the rates.</param>
    /// <param name="chosen">Wrapping, coupon, points and destination.</param>
    public static PricingInput Of(ImmutableArray<BasketLine> basket, ShopSettings shop, DateOnly day, OrderChoices? chosen = null)
    {
        chosen ??= OrderChoices.None;
        return new()
        {
            Day = day,
            Lines = [.. basket.Select(line => Line(line, chosen.Coupon?.Terms))],
            Rates = [.. Classes.Select(tax => new RateOfDay(tax, TaxTable.PercentOf(tax, day)))],
            Rounding = shop.Rounding,
            Shipping = shop.Shipping,
            FreeShippingFrom = shop.FreeShippingFrom,
            ShippingTerms = shop.ShippingTerms,
            Destination = chosen.Destination,
            Wrapping = chosen.Wrapping,
            Coupon = chosen.Coupon is { } coupon ? new(coupon.Code, coupon.Terms.Kind, coupon.Terms.Value) : null,
            Points = new(chosen.Points),
            EarnPercent = shop.Points?.EarnPercent ?? 0,
            PointValidDays = shop.Points?.ValidDays ?? 365,
        };
    }

    private static PricedLine Line(BasketLine line, CouponTerms? coupon) => new(
        line.Product.Sku, line.Product.Name, line.Quantity, line.Product.NetPrice ?? line.Product.Price, line.Product.NetPrice is not null,
        line.Product.Tax, line.Product.GroupId, coupon is not null && CouponRules.AppliesTo(coupon, line.Product));
}
