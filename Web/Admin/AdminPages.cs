using Commerce.Web.Admin.Accounts;
using Commerce.Web.Admin.Deliveries;
using Commerce.Web.Admin.Desk;
using Commerce.Web.Admin.Orders;
using Commerce.Web.Admin.Payments;
using Commerce.Web.Admin.Promotions;
using Commerce.Web.Shop;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin;

/// <summary>The merchant's pages under <c>/admin</c>.</summary>
internal static class AdminPages
{
    public static void MapAdminPages(this WebApplication app)
    {
        app.MapGet("/admin", Home).RequireAuthorization(StaffAccounts.SignedIn).ExcludeFromDescription();
        app.MapDesk();
        app.MapStaffOrderPages();
        app.MapCouponPages();
        app.MapChargesPages();
        app.MapStaffPapers();
        app.MapPaymentsPages();
        app.MapDeliveriesPages();
    }

    /// <summary>To the desk of the shop one works for; the first, when there are several.</summary>
    private static async Task<RedirectHttpResult> Home(StaffPerson person, StaffRoles roles) =>
        TypedResults.Redirect(await roles.ShopsOfAsync(person.Id) is [var shop, ..] ? $"/admin/{shop}/desk" : "/admin/denied");
}
