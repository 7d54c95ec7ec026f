using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Catalog;

using CatalogDecision = (CatalogReply Reply, CatalogState Catalog);

/// <summary>What may be in a catalogue, and how it changes. Pure.</summary>
internal static partial class CatalogRules
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
            Group = null,
            Price = ask.Product.NetPrice ?? ask.Product.Price,   // of a net price, the one that is shown is made anew each day
            Terms = ask.Product.Terms with
            {
                Version = version,
                HoldFor = shop.HoldFor,
                ExtendBy = shop.ExtendBy,
                Sale = Math.Max(ask.Product.Terms.Sale, current?.Terms.Sale ?? 0),   // a sale once begun does not begin again
            },
        };
        if (IsRepeated(ask, current, product)) return (new(null, current!.Version), catalog);
        if (IsStale(ask.ExpectedVersion, current) is { } stale) return (new(stale, current?.Version ?? 0), catalog);
        if (current is null && catalog.Products.Count >= MostProducts) return (new(new(Reason.TooMany, Limit: MostProducts)), catalog);

        return (new(null, version), Put(catalog, product, ask.By));
    }

    /// <summary>Somebody must know day and rounding before prices can be shown.</summary>
    public static bool HasNetPrices(CatalogState catalog) => catalog.Products.Values.Any(product => product.NetPrice is not null);

    /// <param name="catalog">The catalogue.</param>
    /// <param name="tax">By what prices that were entered without tax are shown; null: there are none.</param>
    public static CatalogView View(CatalogState catalog, DayTax? tax = null) =>
        new(catalog.Version, catalog.Categories, Find(catalog, catalog.Skus, tax), [.. catalog.Groups.Values.OrderBy(g => g.GroupId, StringComparer.Ordinal)]);

    /// <inheritdoc cref="View"/>
    public static ImmutableArray<Product> Find(CatalogState catalog, ImmutableArray<string> skus, DayTax? tax = null) =>
        [.. skus.Select(sku => catalog.Products.GetValueOrDefault(sku)).OfType<Product>().Select(product => Shown(Grouped(catalog, product), tax))];

    /// <summary>Shoppers see prices with tax (総額表示), whatever the merchant typed.</summary>
    private static Product Shown(Product product, DayTax? tax) => product.NetPrice is not { } net ? product : product with
    {
        Price = PricingRules.Inclusive(net, TaxTable.PercentOf(product.Tax, tax!.Value.Day), tax.Value.Rounding),
    };

    private static Product Grouped(CatalogState catalog, Product product) =>
        product.GroupId is { } group ? product with { Group = catalog.Groups.GetValueOrDefault(group) } : product;

    private static CatalogState Put(CatalogState catalog, Product product, Actor by) => catalog with
    {
        Version = catalog.Version + 1,
        Products = catalog.Products.SetItem(product.Sku, product),
        Skus = catalog.Products.ContainsKey(product.Sku) ? catalog.Skus : catalog.Skus.Add(product.Sku),
        TermsToHand = catalog.TermsToHand.SetItem(product.Sku, by),
    };

    private static Refusal? Check(CatalogState catalog, Product product)
    {
        if (!Keys.IsPart(product.Sku)) return Bad(nameof(product.Sku));
        if (!IsText(product.Name, 100)) return Bad(nameof(product.Name));
        if (product.Description is null or { Length: > 2_000 }) return Bad(nameof(product.Description));
        if (product.Image is null or { Length: > 1_000 }) return Bad(nameof(product.Image));
        if ((product.NetPrice ?? product.Price).Amount is < 1 or > HighestPrice) return Bad(nameof(product.Price), HighestPrice);
        if (product.Tax is not (TaxClass.Standard or TaxClass.Reduced or TaxClass.Exempt)) return Bad(nameof(product.Tax));
        if (CheckTerms(product.Terms) is { } terms) return terms;
        if (product.GroupId is { } group && !catalog.Groups.ContainsKey(group)) return Bad(nameof(product.GroupId));
        if (product.CategoryIds.IsDefault || product.CategoryIds.Length > MostCategories) return Bad(nameof(product.CategoryIds));

        var unknown = product.CategoryIds.FirstOrDefault(id => catalog.Categories.All(category => category.CategoryId != id));
        return unknown is null ? null : new(Reason.UnknownCategory, unknown);
    }

    private static Refusal Bad(string field, long? limit = null) => new(Reason.BadRequest, field, limit);

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

/// <summary>What turns a price without tax into the one that is shown.</summary>
internal readonly record struct DayTax(DateOnly Day, TaxRounding Rounding);
