using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Deliveries;

/// <summary>
/// 「お届け設定」 at <c>/admin/{shop}/deliveries</c>: which days and times may be wished for, and the field for remarks. Everybody on the staff
/// may look, the owner changes it.
/// </summary>
internal static class DeliveriesPages
{
    public static void MapDeliveriesPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/deliveries", Show).ForStaff(StaffRole.Viewer).ExcludeFromDescription();

    /// <summary>The shop itself is asked: the version that is edited must be the newest.</summary>
    private static async Task<IResult> Show(string shop, StaffRoles roles, IGrainFactory grains, HttpContext context)
    {
        if (!Keys.IsPart(shop) || await grains.GetGrain<IShopGrain>(shop).Look() is not { } found) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<DeliveriesPage>(new Dictionary<string, object?>
        {
            [nameof(DeliveriesPage.Shop)] = found,
            [nameof(DeliveriesPage.Role)] = await roles.OfAsync(context.User, shop),
        });
    }
}
