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

    private static async Task<IResult> Show(string shop, ShopDirectory shops, StaffRoles roles, OrderQueries orders, HttpContext context)
    {
        if (await shops.FindAsync(shop) is not { } found) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<DeskPage>(new Dictionary<string, object?>
        {
            [nameof(DeskPage.Shop)] = found,
            [nameof(DeskPage.Now)] = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            [nameof(DeskPage.Role)] = await roles.OfAsync(context.User, shop),
            [nameof(DeskPage.RefusedRefunds)] = await orders.RefusedRefundsAsync(shop, context.RequestAborted),
        });
    }
}
