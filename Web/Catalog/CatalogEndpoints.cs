using Commerce.Catalog;
using Commerce.Stock;
using Commerce.Web.Http;
using Commerce.Web.Stock;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Catalog;

/// <summary>What is sold: open to everyone, so that a link in a talk opens before the shopper has signed in.</summary>
internal static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/catalog", Look).WithName("Catalog").RequireRateLimiting(RateLimits.Read);
        shop.MapGet("/products/{sku}", Product).WithName("Product").RequireRateLimiting(RateLimits.Read).Refuses(Reason.UnknownProduct);
    }

    private static async Task<Ok<CatalogJson>> Look(string shop, IGrainFactory grains, TimeProvider clock)
    {
        var catalog = await grains.GetGrain<ICatalogGrain>(shop).Look();
        return TypedResults.Ok(new CatalogJson(
            clock.GetUtcNow(),
            [.. catalog.Categories.OrderBy(c => c.Place).Select(c => new CategoryJson(c.CategoryId, c.Name))],
            [.. catalog.Products.Where(p => p.Listed).Select(ProductJson.Of)]));
    }

    private static async Task<Results<Ok<ProductPageJson>, Problem>> Product(string shop, string sku, IGrainFactory grains, TimeProvider clock)
    {
        if (!Keys.IsPart(sku)) return Problems.From(Reason.UnknownProduct, sku);
        var found = await grains.GetGrain<ICatalogGrain>(shop).Find([sku]);
        if (found is not [{ Listed: true } product]) return Problems.From(Reason.UnknownProduct, sku);

        var stock = await grains.GetGrain<IStockGrain>(Keys.Of(shop, sku)).Look();
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new ProductPageJson(now, ProductJson.Of(product), StockGate.Of(stock, product.Terms, now), stock.Free));
    }
}

internal sealed record CatalogJson(DateTimeOffset Now, CategoryJson[] Categories, ProductJson[] Products);

internal sealed record CategoryJson(string CategoryId, string Name);

/// <param name="Price">Whole yen, tax included.</param>
internal sealed record ProductJson(
    string Sku, string Name, string Description, string Image, string[] CategoryIds, long Price, TaxClass Tax, TermsJson Terms)
{
    public static ProductJson Of(Product product) => new(
        product.Sku, product.Name, product.Description, product.Image, [.. product.CategoryIds], product.Price.Amount, product.Tax,
        new(product.Terms.Opens, product.Terms.Closes, product.Terms.PerOrder, product.Terms.PerPerson));
}

/// <param name="Opens">The sale is <c>[opens, closes)</c>, UTC; null: open-ended.</param>
internal sealed record TermsJson(DateTimeOffset? Opens, DateTimeOffset? Closes, int? PerOrder, int? PerPerson);

/// <param name="Left">Units free to buy as stored a moment ago: a true number or none.</param>
internal sealed record ProductPageJson(DateTimeOffset Now, ProductJson Product, Gate Gate, int Left);
