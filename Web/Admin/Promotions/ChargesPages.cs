using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Promotions;

/// <summary>What the shop charges and gives beside its goods, at <c>/admin/{shop}/charges</c>: shipping, wrapping, points. Owners change it.</summary>
internal static class ChargesPages
{
    public static void MapChargesPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/charges", Show).ForStaff(StaffRole.Owner).ExcludeFromDescription();

    private static async Task<IResult> Show(string shop, ShopDirectory shops, HttpContext context)
    {
        if (await shops.FindAsync(shop) is not { } found) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ChargesPage>(new Dictionary<string, object?> { [nameof(ChargesPage.Shop)] = found });
    }
}
