using Commerce.Shops;

namespace Commerce.Catalog;

using CatalogDecision = (CatalogReply Reply, CatalogState Catalog);

/// <summary>What may be in a catalogue, and how it changes. Pure.</summary>
internal static class CatalogRules
{
    public const int MostProducts = 500;
    public const int MostCategories = 100;
    public const long HighestPrice = 9_999_999;
    private const int HighestCap = 9_999;

    public static CatalogDecision PutCategory(CatalogState catalog, Category category)
    {
        if (!Keys.IsPart(category.CategoryId)) return Refuse(new(Reason.BadRequest, nameof(category.CategoryId)));
        if (!IsText(category.Name, 60)) return Refuse(new(Reason.BadRequest, nameof(category.Name)));
        if (catalog.Categories.Contains(category)) return (new(null, catalog.Version), catalog);

        var others = catalog.Categories.RemoveAll(other => other.CategoryId == category.CategoryId);
        if (others.Length >= MostCategories) return Refuse(new(Reason.TooMany, Limit: MostCategories));

        var version = catalog.Version + 1;
        ImmutableArray<Category> inPlace =
            [.. others.Add(category).OrderBy(c => c.Place).ThenBy(c => c.CategoryId, StringComparer.Ordinal)];
        return (new(null, version), catalog with { Version = version, Categories = inPlace });

        CatalogDecision Refuse(Refusal why) => (new(why, catalog.Version), catalog);
    }

    /// <summary>Hold lengths are the shop's at the time of the change. A repeated request finds its product stored and changes nothing.</summary>
    public static CatalogDecision PutProduct(CatalogState catalog, PutProductRequest ask, ShopSettings shop)
    {
        if (Check(catalog, ask.Product) is { } refused) return (new(refused), catalog);

        var current = catalog.Products.GetValueOrDefault(ask.Product.Sku);
        var version = (current?.Version ?? 0) + 1;
        var product = ask.Product with
        {
            Version = version,
            Terms = ask.Product.Terms with { Version = version, HoldFor = shop.HoldFor, ExtendBy = shop.ExtendBy },
        };
        if (IsRepeated(ask, current, product)) return (new(null, current!.Version), catalog);
        if (IsStale(ask.ExpectedVersion, current) is { } stale) return (new(stale, current?.Version ?? 0), catalog);
        if (current is null && catalog.Products.Count >= MostProducts) return (new(new(Reason.TooMany, Limit: MostProducts)), catalog);

        return (new(null, version), catalog with
        {
            Version = catalog.Version + 1,
            Products = catalog.Products.SetItem(product.Sku, product),
            Skus = current is null ? catalog.Skus.Add(product.Sku) : catalog.Skus,
            TermsToHand = catalog.TermsToHand.SetItem(product.Sku, ask.By),
        });
    }

    /// <summary>The stock of this product has these terms now. Newer ones, put meanwhile, are still to be handed.</summary>
    public static CatalogState TermsHanded(CatalogState catalog, string sku, long version) =>
        catalog.Products.GetValueOrDefault(sku)?.Terms.Version == version
            ? catalog with { TermsToHand = catalog.TermsToHand.Remove(sku) }
            : catalog;

    public static CatalogView View(CatalogState catalog) =>
        new(catalog.Version, catalog.Categories, [.. catalog.Skus.Select(sku => catalog.Products[sku])]);

    public static ImmutableArray<Product> Find(CatalogState catalog, ImmutableArray<string> skus) =>
        [.. skus.Select(sku => catalog.Products.GetValueOrDefault(sku)).OfType<Product>()];

    private static Refusal? Check(CatalogState catalog, Product product)
    {
        if (!Keys.IsPart(product.Sku)) return Bad(nameof(product.Sku));
        if (!IsText(product.Name, 100)) return Bad(nameof(product.Name));
        if (product.Description is null or { Length: > 2_000 }) return Bad(nameof(product.Description));
        if (product.Image is null or { Length: > 1_000 }) return Bad(nameof(product.Image));
        if (product.Price.Amount is < 1 or > HighestPrice) return Bad(nameof(product.Price), HighestPrice);
        if (product.Tax is not (TaxClass.Standard or TaxClass.Reduced or TaxClass.Exempt)) return Bad(nameof(product.Tax));
        if (product.Terms.Opens >= product.Terms.Closes) return Bad(nameof(product.Terms.Closes));
        if (product.Terms.PerOrder is < 1 or > HighestCap) return Bad(nameof(product.Terms.PerOrder), HighestCap);
        if (product.Terms.PerPerson is < 1 or > HighestCap) return Bad(nameof(product.Terms.PerPerson), HighestCap);
        if (product.CategoryIds.IsDefault || product.CategoryIds.Length > MostCategories) return Bad(nameof(product.CategoryIds));

        var unknown = product.CategoryIds.FirstOrDefault(id => catalog.Categories.All(category => category.CategoryId != id));
        return unknown is null ? null : new(Reason.UnknownCategory, unknown);

        static Refusal Bad(string field, long? limit = null) => new(Reason.BadRequest, field, limit);
    }

    private static Refusal? IsStale(int? expected, Product? current) => (expected, current) switch
    {
        (null, _) or (0, null) => null,
        (_, null) => new(Reason.UnknownProduct),
        ({ } version, { } product) => version == product.Version ? null : new(Reason.StaleVersion, product.Sku, product.Version),
    };

    /// <summary>The same product is stored already, by this request or as it was when it was read.</summary>
    private static bool IsRepeated(PutProductRequest ask, Product? current, Product product) =>
        current is not null
        && (ask.ExpectedVersion is null || ask.ExpectedVersion == current.Version || ask.ExpectedVersion == current.Version - 1)
        && current.CategoryIds.SequenceEqual(product.CategoryIds)
        && Unversioned(current) == Unversioned(product);

    private static Product Unversioned(Product product) =>
        product with { Version = 0, CategoryIds = [], Terms = product.Terms with { Version = 0 } };

    private static bool IsText(string? text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest;
}
