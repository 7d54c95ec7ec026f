using Commerce.Promotions;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Promotions;

/// <summary>The shop's coupons at <c>/admin/{shop}/coupons</c>: everybody on the staff may look, managers make and stop them.</summary>
internal static class CouponPages
{
    public static void MapCouponPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/coupons", Show).ForStaff(StaffRole.Viewer).ExcludeFromDescription();

    private static async Task<IResult> Show(string shop, ShopDirectory shops, StaffRoles roles, IGrainFactory grains, HttpContext context)
    {
        if (await shops.FindAsync(shop) is not { } found) return Results.NotFound();
        var codes = await grains.GetGrain<ICouponBookGrain>(shop).Look();
        var coupons = await Task.WhenAll(codes.Select(code => grains.GetGrain<ICouponGrain>(Keys.Of(shop, code)).Look()));
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<CouponsPage>(new Dictionary<string, object?>
        {
            [nameof(CouponsPage.Shop)] = found,
            [nameof(CouponsPage.Zone)] = context.ShopZone(),
            [nameof(CouponsPage.Now)] = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            [nameof(CouponsPage.Coupons)] = coupons.OfType<CouponView>().Reverse().ToArray(),
            [nameof(CouponsPage.Role)] = await roles.OfAsync(context.User, shop),
        });
    }
}
