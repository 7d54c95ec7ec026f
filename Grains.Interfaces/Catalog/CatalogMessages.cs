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

[GenerateSerializer, Immutable, Alias("catalog.reply.v1")]
public sealed record CatalogReply([property: Id(0)] Refusal? Refused, [property: Id(1)] int Version = 0);

[GenerateSerializer, Immutable, Alias("catalog.view.v1")]
public sealed record CatalogView(
    [property: Id(0)] int Version,
    [property: Id(1)] ImmutableArray<Category> Categories,
    [property: Id(2)] ImmutableArray<Product> Products);

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

    /// <summary>Per unit, tax included: 1 to 9,999,999 yen.</summary>
    [Id(5)] public required Yen Price { get; init; }

    [Id(6)] public TaxClass Tax { get; init; } = TaxClass.Standard;
    [Id(7)] public SaleTerms Terms { get; init; } = SaleTerms.Always;
    [Id(8)] public bool Listed { get; init; } = true;

    /// <summary>Counts the changes of this product; set by the catalogue.</summary>
    [Id(9)] public int Version { get; init; }
}

/// <summary>Consumption tax class. The rate of a class on a day is dated data: <c>TaxTable</c>.</summary>
public enum TaxClass { Unknown = 0, Standard = 1, Reduced = 2, Exempt = 3 }
