using System.Diagnostics;
using Commerce.Catalog;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>
/// What an order costs: a function of its <see cref="PricingInput"/> and of nothing else. Shoppers see tax-inclusive prices; the tax in
/// them is worked out once per rate and order from the inclusive total (割戻し). Coupon and points are split over the rates, and within a
/// rate over its lines, by largest remainder. Pure, and in checked integers throughout. docs/pricing.md explains it.
/// </summary>
internal static partial class PricingRules
{
    /// <summary>Stored with each quote, so that an old order can be explained by the rules that priced it.</summary>
    public const int Version = 2;

    /// <summary>No order earns more points than this, whatever it costs.</summary>
    public const int MostPoints = 9_999_999;

    public static Quote Price(PricingInput input)
    {
        if (input.Lines.IsEmpty) return Quote.Empty with { Rules = Version, Rounding = input.Rounding, Input = input };

        var lines = input.Lines.Select(line => Line(line, input)).ToImmutableArray();
        var goods = Sum(lines.Select(line => line.Amount));
        lines = TakeCoupon(lines, input);
        var discount = Sum(lines.Select(line => line.Discount));
        lines = TakePoints(lines, input.Points);
        var points = Sum(lines.Select(line => line.Points));

        var shipping = ShippingRules.Of(input, goods - discount);
        var wrapping = input.Wrapping?.Fee ?? Yen.Zero;
        var total = goods - discount - points + shipping.Fee + wrapping;
        return new(Version, lines, goods, shipping.Fee, shipping.ToFree, total, TaxParts(lines, shipping.Fee, input), input.Rounding)
        {
            Input = input,
            Discount = discount,
            Points = points,
            Wrapping = wrapping,
            Surcharge = shipping.Surcharge,
            PointsToEarn = Earned(goods - discount - points, input.EarnPercent),
        };
    }

    /// <inheritdoc cref="PricingInputs.Of"/>
    public static Quote Price(ImmutableArray<BasketLine> basket, ShopSettings shop, DateOnly day, OrderChoices? chosen = null) =>
        Price(PricingInputs.Of(basket, shop, day, chosen));

    /// <summary>The same order to another address: only the shipping can change.</summary>
    public static Quote To(Quote quote, Recipient to)
    {
        var destination = new Destination(to.Prefecture, to.PostalCode);
        return quote.Input is not { } input || input.Destination == destination ? quote : Price(input with { Destination = destination });
    }

    private static QuoteLine Line(PricedLine line, PricingInput input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line.Quantity, 1);
        var percent = PercentOf(line.Tax, input);
        var unit = line.IsNet ? Inclusive(line.Price, percent, input.Rounding) : line.Price;
        return new(line.Sku, line.Name, line.Quantity, unit, unit * line.Quantity, line.Tax, percent, line.GroupId);
    }

    private static ImmutableArray<QuoteLine> TakeCoupon(ImmutableArray<QuoteLine> lines, PricingInput input)
    {
        if (input.Coupon is not { } coupon) return lines;
        ImmutableArray<Yen> goods = [.. lines.Select((line, i) => input.Lines[i].CouponApplies ? line.Amount : Yen.Zero)];
        var off = Off(coupon, Sum(goods));
        var shares = Spread(off, goods, lines);
        return [.. lines.Select((line, i) => line with { Discount = shares[i] })];
    }

    private static ImmutableArray<QuoteLine> TakePoints(ImmutableArray<QuoteLine> lines, Yen wanted)
    {
        ImmutableArray<Yen> goods = [.. lines.Select(line => line.Amount - line.Discount)];
        var all = Sum(goods);
        var shares = Spread(wanted < all ? wanted : all, goods, lines);
        return [.. lines.Select((line, i) => line with { Points = shares[i] })];
    }

    /// <summary>What a coupon takes off goods of this worth.</summary>
    private static Yen Off(CouponBenefit coupon, Yen goods) => coupon.Kind switch
    {
        CouponKind.Amount => coupon.Value < goods.Amount ? new(coupon.Value) : goods,
        CouponKind.Percent => new(checked(goods.Amount * coupon.Value) / 100),
        CouponKind.FreeShipping => Yen.Zero,
        _ => throw new UnreachableException($"coupon kind {coupon.Kind}"),
    };

    /// <summary>First over the rates, as the law wants a discount without a purpose divided; then over the lines of each rate.</summary>
    private static Yen[] Spread(Yen amount, ImmutableArray<Yen> goods, ImmutableArray<QuoteLine> lines)
    {
        var shares = new Yen[lines.Length];
        var rates = Enumerable.Range(0, lines.Length).GroupBy(i => lines[i].RatePercent).OrderByDescending(rate => rate.Key).ToArray();
        var perRate = Split.ByLargestRemainder(amount, [.. rates.Select(rate => Sum(rate.Select(i => goods[i])))]);
        foreach (var (rate, share) in rates.Zip(perRate))
        {
            var perLine = Split.ByLargestRemainder(share, [.. rate.Select(i => goods[i])]);
            foreach (var (i, part) in rate.Zip(perLine)) shares[i] = part;
        }

        return shares;
    }

    /// <summary>Points earned on goods after coupon and points, rounded down.</summary>
    private static int Earned(Yen goods, int percent) => (int)Math.Min(MostPoints, checked(goods.Amount * percent) / 100);

    private static int PercentOf(TaxClass tax, PricingInput input) =>
        input.Rates.FirstOrDefault(rate => rate.Tax == tax)?.Percent
        ?? throw new InvalidOperationException($"no {tax} rate on {input.Day:yyyy-MM-dd}");

    private static Yen Sum(IEnumerable<Yen> amounts) => amounts.Aggregate(Yen.Zero, (sum, amount) => sum + amount);
}
