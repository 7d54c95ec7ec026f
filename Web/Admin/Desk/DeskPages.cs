using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Desk;

/// <summary>The merchant's live desk at <c>/admin/{shop}/desk</c>, for every member of the shop's staff.</summary>
internal static class DeskPages
{
    public static void MapDesk(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/desk", Show).ForStaff(StaffRole.Viewer).ExcludeFromDescription();

    private static async Task<IResult> Show(string shop, ShopDirectory shops, StaffRoles roles, TimeProvider clock, HttpContext context)
    {
        if (await shops.FindAsync(shop) is not { } found) return Results.NotFound();
        var role = StaffOfShop.StaffId(context.User) is { } staff ? await roles.OfAsync(staff, shop) : StaffRole.Unknown;
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<DeskPage>(new Dictionary<string, object?>
        {
            [nameof(DeskPage.Shop)] = found,
            [nameof(DeskPage.Now)] = clock.GetUtcNow(),
            [nameof(DeskPage.MayAct)] = role >= StaffRole.Staff,
        });
    }
}
