namespace Commerce.Catalog;

/// <summary>The products and categories of one shop. Key: shop id. Prices and sale terms are decided here and nowhere else.</summary>
[Alias("catalog")]
public interface ICatalogGrain : IGrainWithStringKey
{
    [Alias("put-category")]
    Task<CatalogReply> PutCategory(PutCategoryRequest request);

    /// <summary>Stores a product and hands its sale terms to its stock. Safe to repeat.</summary>
    [Alias("put-product")]
    Task<CatalogReply> PutProduct(PutProductRequest request);

    /// <summary>Changes sale terms by differences while the sale runs. Safe to repeat with the same key.</summary>
    [Alias("change-terms")]
    Task<CatalogReply> ChangeTerms(ChangeTermsRequest request);

    /// <summary>Stores caps that several products share. Safe to repeat.</summary>
    [Alias("put-cap-group")]
    Task<CatalogReply> PutCapGroup(PutCapGroupRequest request);

    [Alias("look"), ReadOnly]
    Task<CatalogView> Look();

    /// <summary>The products of these SKUs that exist, in the order asked for.</summary>
    [Alias("find"), ReadOnly]
    Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus);
}
