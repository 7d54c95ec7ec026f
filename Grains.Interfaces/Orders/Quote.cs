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
    public static readonly Quote Empty = new(0, [], Yen.Zero, Yen.Zero, null, Yen.Zero, [], TaxRounding.Down);
}

/// <param name="GroupId">The cap group whose caps it counts against; null: none.</param>
[GenerateSerializer, Immutable, Alias("orders.quote-line.v1")]
public sealed record QuoteLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Yen UnitPrice,
    [property: Id(4)] Yen Amount,
    [property: Id(5)] TaxClass Tax,
    [property: Id(6)] int RatePercent,
    [property: Id(7)] string? GroupId = null);

/// <summary>One rate's share of the total, and the tax contained in it.</summary>
[GenerateSerializer, Immutable, Alias("orders.tax-part.v1")]
public sealed record TaxPart(
    [property: Id(0)] int RatePercent,
    [property: Id(1)] Yen Taxable,
    [property: Id(2)] Yen Tax);
