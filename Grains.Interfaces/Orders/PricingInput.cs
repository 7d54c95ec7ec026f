using Commerce.Catalog;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>
/// All that a price depends on. Stored with the order beside the price, so that the same rules give the same yen again whatever catalogue,
/// settings and tax rates have become.
/// </summary>
[GenerateSerializer, Immutable, Alias("orders.pricing-input.v1")]
public sealed record PricingInput
{
    /// <summary>The day on the shop's calendar that decided the rates.</summary>
    [Id(0)] public DateOnly Day { get; init; }

    [Id(1)] public ImmutableArray<PricedLine> Lines { get; init; } = [];

    /// <summary>The rate of every class on <see cref="Day"/>.</summary>
    [Id(2)] public ImmutableArray<RateOfDay> Rates { get; init; } = [];

    [Id(3)] public TaxRounding Rounding { get; init; } = TaxRounding.Down;

    /// <summary>Flat fee per order, tax included; used when there are no tiers.</summary>
    [Id(4)] public Yen Shipping { get; init; }

    [Id(5)] public Yen? FreeShippingFrom { get; init; }
    [Id(6)] public ShippingTerms ShippingTerms { get; init; } = ShippingTerms.Flat;

    /// <summary>Null while nobody has said where the parcel goes: no surcharge is counted yet.</summary>
    [Id(7)] public Destination? Destination { get; init; }

    [Id(8)] public WrappingOption? Wrapping { get; init; }
    [Id(9)] public CouponBenefit? Coupon { get; init; }

    /// <summary>Points that the shopper wants to spend; no more than the goods cost are taken.</summary>
    [Id(10)] public Yen Points { get; init; }

    /// <summary>Points per 100 yen that the order earns.</summary>
    [Id(11)] public int EarnPercent { get; init; }

    /// <summary>Days that those points are good for.</summary>
    [Id(12)] public int PointValidDays { get; init; } = 365;
}

/// <summary>Units of one product, at the price it was entered with.</summary>
/// <param name="Price">Per unit: without tax when <paramref name="IsNet"/>.</param>
/// <param name="CouponApplies">The coupon takes something off this line.</param>
[GenerateSerializer, Immutable, Alias("orders.priced-line.v1")]
public sealed record PricedLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Yen Price,
    [property: Id(4)] bool IsNet,
    [property: Id(5)] TaxClass Tax,
    [property: Id(6)] string? GroupId,
    [property: Id(7)] bool CouponApplies);

[GenerateSerializer, Immutable, Alias("orders.rate-of-day.v1")]
public sealed record RateOfDay([property: Id(0)] TaxClass Tax, [property: Id(1)] int Percent);

/// <summary>Where a parcel goes, as far as shipping depends on it.</summary>
/// <param name="PostalCode">Seven digits; null while only the prefecture is known.</param>
[GenerateSerializer, Immutable, Alias("orders.destination.v1")]
public sealed record Destination([property: Id(0)] string? Prefecture, [property: Id(1)] string? PostalCode);
