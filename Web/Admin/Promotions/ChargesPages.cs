using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Promotions;

/// <summary>What the shop charges and gives beside its goods, at <c>/admin/{shop}/charges</c>: shipping, wrapping, points. Owners change it.</summary>
internal static class ChargesPages
{
    public static void MapChargesPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/charges", Show).ForStaff(StaffRole.Owner).ExcludeFromDescription();

    /// <summary>The shop itself is asked: the version that is edited must be the newest.</summary>
    private static async Task<IResult> Show(string shop, IGrainFactory grains, StaffRoles roles, HttpContext context)
    {
        if (!Keys.IsPart(shop) || await grains.GetGrain<IShopGrain>(shop).Look() is not { } found) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ChargesPage>(new Dictionary<string, object?>
        {
            [nameof(ChargesPage.Shop)] = found,
            [nameof(ChargesPage.Role)] = await roles.OfAsync(context.User, shop),
        });
    }
}
