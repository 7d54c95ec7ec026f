using Commerce.Payments;
using Commerce.Silo.Hosting;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Payments;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Payments;

/// <summary>「決済の設定」 at <c>/admin/{shop}/payments</c>, for the owner: whose account is paid, and what is missing until it can be.</summary>
internal static class PaymentsPages
{
    public static void MapPaymentsPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/admin/{shop}/payments").ForStaff(StaffRole.Owner).ExcludeFromDescription();
        pages.MapGet("", Show);
        pages.MapGet("/again", Again);
    }

    /// <summary>Coming back from the provider proves nothing, so it is asked each time the page is opened.</summary>
    private static async Task<IResult> Show(string shop, ShopDirectory shops, StaffRoles roles, IGrainFactory grains, HttpContext context)
    {
        if (await shops.FindAsync(shop) is not { } found) return Results.NotFound();
        var checkedNow = await grains.GetGrain<IPayeeDispatcherGrain>(shop).Check();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PaymentsPage>(new Dictionary<string, object?>
        {
            [nameof(PaymentsPage.Shop)] = found,
            [nameof(PaymentsPage.Role)] = await roles.OfAsync(context.User, shop),
            [nameof(PaymentsPage.Payee)] = checkedNow.Payee,
            [nameof(PaymentsPage.IsOld)] = checkedNow.Refused is not null,
            [nameof(PaymentsPage.Zone)] = context.ShopZone(),
        });
    }

    /// <summary>The provider sends the owner here when a link was used or ran out: straight on with a new one.</summary>
    private static async Task<IResult> Again(string shop, IGrainFactory grains, CommerceOptions options, HttpContext context)
    {
        var reply = await grains.GetGrain<IPayeeDispatcherGrain>(shop).Onboard(StaffPayeeEndpoints.Way(shop, options));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(reply.Link ?? $"/admin/{shop}/payments");
    }
}
