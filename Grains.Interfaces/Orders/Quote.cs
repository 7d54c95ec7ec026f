using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>
/// A price worked out to the last yen: everything tax-inclusive, tax once per rate from the inclusive total (割戻し),
/// rounded as the shop does. Stored with the order, so that an order never changes its price.
/// </summary>
/// <param name="Rules">Version of the pricing rules that made it.</param>
/// <param name="ToFreeShipping">How much more goods make shipping free; null when it is free or never will be.</param>
[GenerateSerializer, Immutable, Alias("orders.quote.v1")]
public sealed record Quote(
    [property: Id(0)] int Rules,
    [property: Id(1)] ImmutableArray<QuoteLine> Lines,
    [property: Id(2)] Yen Goods,
    [property: Id(3)] Yen Shipping,
    [property: Id(4)] Yen? ToFreeShipping,
    [property: Id(5)] Yen Total,
    [property: Id(6)] ImmutableArray<TaxPart> Taxes,
    [property: Id(7)] TaxRounding Rounding)
{
    /// <summary>Everything that the price was worked out from; null in quotes of rules before version 2.</summary>
    [Id(8)] public PricingInput? Input { get; init; }

    /// <summary>Taken off the goods by the coupon.</summary>
    [Id(9)] public Yen Discount { get; init; }

    /// <summary>Points spent on the goods, one yen each: a discount too, so they lower the tax.</summary>
    [Id(10)] public Yen Points { get; init; }

    /// <summary>Gift wrapping, once per order.</summary>
    [Id(11)] public Yen Wrapping { get; init; }

    /// <summary>What is in <see cref="Shipping"/> for prefecture and island.</summary>
    [Id(12)] public Yen Surcharge { get; init; }

    /// <summary>Points that this order earns when it is delivered.</summary>
    [Id(13)] public int PointsToEarn { get; init; }

    /// <summary>The coupon to redeem, also when it only makes shipping free.</summary>
    public string? CouponCode => Input?.Coupon?.Code;

    public static readonly Quote Empty = new(0, [], Yen.Zero, Yen.Zero, null, Yen.Zero, [], TaxRounding.Down);
}

/// <param name="UnitPrice">Tax included, before coupon and points.</param>
/// <param name="GroupId">The cap group whose caps it counts against; null: none.</param>
/// <param name="Discount">This line's share of the coupon.</param>
/// <param name="Points">This line's share of the points spent.</param>
[GenerateSerializer, Immutable, Alias("orders.quote-line.v1")]
public sealed record QuoteLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Yen UnitPrice,
    [property: Id(4)] Yen Amount,
    [property: Id(5)] TaxClass Tax,
    [property: Id(6)] int RatePercent,
    [property: Id(7)] string? GroupId = null,
    [property: Id(8)] Yen Discount = default,
    [property: Id(9)] Yen Points = default);

/// <summary>One rate's share of the total, and the tax contained in it.</summary>
/// <param name="Taxable">What is paid at this rate: goods after coupon and points, and fees.</param>
/// <param name="Discount">Coupon and points that were taken off the goods of this rate.</param>
[GenerateSerializer, Immutable, Alias("orders.tax-part.v1")]
public sealed record TaxPart(
    [property: Id(0)] int RatePercent,
    [property: Id(1)] Yen Taxable,
    [property: Id(2)] Yen Tax,
    [property: Id(3)] Yen Discount = default);
