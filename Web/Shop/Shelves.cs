using Commerce.Web.Shop.Pages;

namespace Commerce.Web.Shop;

/// <summary>The pages that anybody may look at.</summary>
internal static class Shelves
{
    public static async Task<IResult> Home(string shop, HttpContext context, VisitReader visits, ShelfReader shelves)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        var (categories, items) = await shelves.ReadAsync(shop, null, visit.Now);
        return ShopPages.Show<Home>(context, visit,
            ("Shelf", items), ("Categories", categories), ("Feature", ShelfRules.Feature(items)));
    }

    public static async Task<IResult> Category(string shop, string category, HttpContext context, VisitReader visits, ShelfReader shelves)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        var (categories, items) = await shelves.ReadAsync(shop, category, visit.Now);
        return categories.FirstOrDefault(c => c.CategoryId == category) is { } found
            ? ShopPages.Show<CategoryShelf>(context, visit, ("Category", found), ("Shelf", items), ("Categories", categories))
            : Missing(context, visit);
    }

    public static async Task<IResult> Product(string shop, string sku, HttpContext context, VisitReader visits, ShelfReader shelves)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        return await shelves.FindAsync(shop, sku, visit.Now) is { } item
            ? ShopPages.Show<ProductPage>(context, visit, ("Item", item))
            : Missing(context, visit);
    }

    public static async Task<IResult> Legal(string shop, HttpContext context, VisitReader visits) =>
        await visits.ReadAsync(context, shop) is { } visit ? ShopPages.Show<LegalPage>(context, visit) : Results.NotFound();

    public static async Task<IResult> Missing(string shop, HttpContext context, VisitReader visits) =>
        await visits.ReadAsync(context, shop) is { } visit ? Missing(context, visit) : Results.NotFound();

    private static IResult Missing(HttpContext context, Visit visit)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return ShopPages.Show<MissingPage>(context, visit);
    }
}
