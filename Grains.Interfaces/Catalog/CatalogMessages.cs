using Commerce.Stock;

namespace Commerce.Catalog;

[GenerateSerializer, Immutable, Alias("catalog.put-category.v1")]
public sealed record PutCategoryRequest([property: Id(0)] Category Category);

/// <param name="ExpectedVersion">The version that was edited; 0 creates, null overwrites whatever is there (seeding, imports).</param>
[GenerateSerializer, Immutable, Alias("catalog.put-product.v1")]
public sealed record PutProductRequest(
    [property: Id(0)] Product Product,
    [property: Id(1)] int? ExpectedVersion,
    [property: Id(2)] Actor By);

/// <summary>A difference to the sale terms of a product, so that two people who change them at once do not undo each other.</summary>
/// <param name="Key">Idempotency key of this change.</param>
/// <param name="ExpectedVersion">The product's version that was on the screen.</param>
[GenerateSerializer, Immutable, Alias("catalog.change-terms.v1")]
public sealed record ChangeTermsRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] string Sku,
    [property: Id(2)] int ExpectedVersion,
    [property: Id(3)] TermsChange Change,
    [property: Id(4)] Actor By);

/// <param name="OpensBy">Later, or earlier when below zero.</param>
/// <param name="ClosesBy">Later, or earlier when below zero.</param>
/// <param name="PerOrderBy">Units more, or less, per order.</param>
/// <param name="PerPersonBy">Units more, or less, per person.</param>
/// <param name="NewSale">A new sale begins: caps per sale count from zero.</param>
[GenerateSerializer, Immutable, Alias("catalog.terms-change.v1")]
public sealed record TermsChange(
    [property: Id(0)] TimeSpan OpensBy = default,
    [property: Id(1)] TimeSpan ClosesBy = default,
    [property: Id(2)] int PerOrderBy = 0,
    [property: Id(3)] int PerPersonBy = 0,
    [property: Id(4)] bool NewSale = false);

/// <param name="ExpectedVersion">The version that was edited; 0 creates, null overwrites whatever is there (seeding, imports).</param>
[GenerateSerializer, Immutable, Alias("catalog.put-cap-group.v1")]
public sealed record PutCapGroupRequest(
    [property: Id(0)] CapGroup Group,
    [property: Id(1)] int? ExpectedVersion,
    [property: Id(2)] Actor By);

[GenerateSerializer, Immutable, Alias("catalog.reply.v1")]
public sealed record CatalogReply([property: Id(0)] Refusal? Refused, [property: Id(1)] int Version = 0);

[GenerateSerializer, Immutable, Alias("catalog.view.v1")]
public sealed record CatalogView(
    [property: Id(0)] int Version,
    [property: Id(1)] ImmutableArray<Category> Categories,
    [property: Id(2)] ImmutableArray<Product> Products,
    [property: Id(3)] ImmutableArray<CapGroup> Groups);

[GenerateSerializer, Immutable, Alias("catalog.category.v1")]
public sealed record Category(
    [property: Id(0)] string CategoryId,
    [property: Id(1)] string Name,
    [property: Id(2)] int Place);

/// <summary>A product as the shop sells it. One product, one SKU.</summary>
[GenerateSerializer, Immutable, Alias("catalog.product.v1")]
public sealed record Product
{
    [Id(0)] public required string Sku { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public string Description { get; init; } = "";

    /// <summary>Path or https address of the picture.</summary>
    [Id(3)] public string Image { get; init; } = "";

    [Id(4)] public ImmutableArray<string> CategoryIds { get; init; } = [];

    /// <summary>
    /// Per unit, tax included: 1 to 9,999,999 yen. With a <see cref="NetPrice"/> the catalogue works it out when it is read, with the
    /// day's rate and the shop's rounding.
    /// </summary>
    [Id(5)] public required Yen Price { get; init; }

    [Id(6)] public TaxClass Tax { get; init; } = TaxClass.Standard;
    [Id(7)] public SaleTerms Terms { get; init; } = SaleTerms.Always;
    [Id(8)] public bool Listed { get; init; } = true;

    /// <summary>Counts the changes of this product; set by the catalogue.</summary>
    [Id(9)] public int Version { get; init; }

    /// <summary>The cap group it belongs to, whose caps count for all its products together; null: none.</summary>
    [Id(10)] public string? GroupId { get; init; }

    /// <summary>That group as it is now; filled in by the catalogue when the product is read.</summary>
    [Id(11)] public CapGroup? Group { get; init; }

    /// <summary>The price without tax, as it was entered; null: it was entered tax-inclusive.</summary>
    [Id(12)] public Yen? NetPrice { get; init; }
}

/// <summary>
/// Caps that several SKUs share, such as the sizes of one shoe. Its units are counted by a stock of its own that never runs out:
/// <see cref="StockPart"/>.
/// </summary>
/// <param name="PerOrder">Most units of all its products in one order; null: no cap.</param>
/// <param name="PerPerson">Most units of all its products for one customer in <paramref name="Period"/>; null: no cap.</param>
/// <param name="PeriodDays">1 to 3,660, for <see cref="CapPeriod.Days"/>.</param>
/// <param name="Sale">Rises when a new sale of the group begins.</param>
/// <param name="Version">Counts the changes of this group; set by the catalogue.</param>
[GenerateSerializer, Immutable, Alias("catalog.cap-group.v1")]
public sealed record CapGroup(
    [property: Id(0)] string GroupId,
    [property: Id(1)] int? PerOrder,
    [property: Id(2)] int? PerPerson,
    [property: Id(3)] CapPeriod Period = CapPeriod.Lifetime,
    [property: Id(4)] int PeriodDays = 0,
    [property: Id(5)] int Sale = 0,
    [property: Id(6)] int Version = 0)
{
    /// <summary>What follows the shop in the key of its stock. No SKU has a slash, so none can be mistaken for it.</summary>
    public static string StockPart(string groupId) => "group/" + groupId;
}

/// <summary>Consumption tax class. The rate of a class on a day is dated data: <c>TaxTable</c>.</summary>
public enum TaxClass { Unknown = 0, Standard = 1, Reduced = 2, Exempt = 3 }
