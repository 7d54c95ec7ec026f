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
        shop.MapGet("/catalog", Look).WithName("Catalog").RequireRateLimiting(RateLimits.Read)
            .Produces(StatusCodes.Status304NotModified);
        shop.MapGet("/products/{sku}", Product).WithName("Product").RequireRateLimiting(RateLimits.Read).Refuses(Reason.UnknownProduct);
    }

    /// <summary>Whoever has this version already is told so and nothing else; <c>now</c> is no part of it.</summary>
    private static async Task<Results<Ok<CatalogJson>, StatusCodeHttpResult>> Look(
        string shop, CatalogShelves shelves, TimeProvider clock, HttpContext context)
    {
        var (catalog, _) = await shelves.OfAsync(shop);
        var version = $"W/\"{catalog.Version}.{Prices(catalog):x}\"";
        context.Response.Headers.ETag = version;
        context.Response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString().Split(", ").Contains(version)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(new CatalogJson(
            clock.GetUtcNow(),
            [.. catalog.Categories.OrderBy(c => c.Place).Select(c => new CategoryJson(c.CategoryId, c.Name))],
            [.. catalog.Products.Where(p => p.Listed).Select(ProductJson.Of)]));
    }

    /// <summary>Prices that were entered without tax change with the day and the rounding, though the catalogue does not.</summary>
    private static uint Prices(CatalogView catalog) =>
        catalog.Products.Where(product => product.NetPrice is not null).Aggregate(0u, (sum, product) => unchecked((sum * 31) + (uint)product.Price.Amount));

    private static async Task<Results<Ok<ProductPageJson>, Problem>> Product(
        string shop, string sku, CatalogShelves shelves, StockGates gates, TimeProvider clock)
    {
        if (!Keys.IsPart(sku) || await shelves.FindAsync(shop, sku) is not { } product) return Problems.From(Reason.UnknownProduct, sku);

        var stock = await gates.Of(Keys.Of(shop, sku)).LookAsync();
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
        TermsJson.Of(product.Terms));
}

/// <param name="Opens">The sale is <c>[opens, closes)</c>, UTC; null: open-ended.</param>
/// <param name="PerPerson">Most units for one person in <paramref name="Period"/>.</param>
/// <param name="PeriodDays">1 to 3,660, for a period of <c>days</c>.</param>
/// <param name="EarlySegment">Customers who may buy <paramref name="EarlyMinutes"/> before the sale opens; null: nobody.</param>
internal sealed record TermsJson(
    DateTimeOffset? Opens, DateTimeOffset? Closes, int? PerOrder, int? PerPerson,
    CapPeriod Period = CapPeriod.Lifetime, int PeriodDays = 0, string? EarlySegment = null, int EarlyMinutes = 0)
{
    public static TermsJson Of(SaleTerms terms) => new(
        terms.Opens, terms.Closes, terms.PerOrder, terms.PerPerson,
        terms.Period, terms.PeriodDays, terms.Early?.Segment, terms.Early?.Minutes ?? 0);

    public SaleTerms ToTerms() => new()
    {
        Opens = Opens,
        Closes = Closes,
        PerOrder = PerOrder,
        PerPerson = PerPerson,
        Period = Period,
        PeriodDays = PeriodDays,
        Early = EarlySegment is null ? null : new(EarlySegment, EarlyMinutes),
    };
}

/// <param name="Left">Units free to buy as stored a moment ago: a true number or none.</param>
internal sealed record ProductPageJson(DateTimeOffset Now, ProductJson Product, Gate Gate, int Left);
