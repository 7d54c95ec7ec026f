using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shop;

/// <summary>
/// The printable papers of an order: for the shopper whose order it is, and for the shop's staff. Looking at one never issues it: before it
/// is issued, the receipt's page asks whom to make it out to.
/// </summary>
internal static class Papers
{
    public static Task<IResult> ReceiptOfShopper(string shop, string orderId, HttpContext context, VisitReader visits, IGrainFactory grains) =>
        OfShopper(shop, orderId, null, context, visits, grains);

    public static async Task<IResult> OfShopper(
        string shop, string orderId, string? number, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { CustomerId: { } id } visit) return Results.Redirect($"/s/{shop}/orders/{Uri.EscapeDataString(orderId)}");
        return await FindAsync(shop, orderId, number, grains) is { } found && found.Order.CustomerId == id
            ? Page(context, new(
                found.Order, found.Paper, visit.Words, visit.At("orders/" + orderId), visit.Zone, $"/api/shops/{shop}/orders/{orderId}/papers"))
            : await Shelves.Missing(shop, context, visits);
    }

    public static void MapStaffPapers(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin/{shop}/orders/{orderId}").ForStaff(StaffRole.Viewer).ExcludeFromDescription();
        admin.MapGet("/receipt", (string shop, string orderId, HttpContext context, [AsParameters] Sources from) => OfStaff(shop, orderId, null, context, from));
        admin.MapGet("/papers/{number}", OfStaff);
    }

    /// <summary>Whether a receipt can be asked for: there is money, and a seller to give it in the name of.</summary>
    public static bool MayBeIssued(OrderView order) =>
        order.Legal is not null && order.Payment.Refundable > Yen.Zero;

    private static async Task<IResult> OfStaff(
        string shop, string orderId, string? number, HttpContext context, [AsParameters] Sources from)
    {
        if (await from.Shops.FindAsync(shop) is not { } here || await FindAsync(shop, orderId, number, from.Grains) is not { } found) return Results.NotFound();
        var role = await from.Roles.OfAsync(context.User, shop);
        return Page(context, new(
            found.Order, found.Paper, Words.Japanese, $"/admin/{shop}/orders/{orderId}", TimeZoneInfo.FindSystemTimeZoneById(here.Settings.TimeZone),
            role >= StaffRole.Staff ? $"/api/shops/{shop}/staff/orders/{orderId}/papers" : null));
    }

    private static RazorComponentResult<Parts.PaperPage> Page(HttpContext context, PaperVisit visit)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(new Dictionary<string, object?> { [nameof(Parts.PaperPage.Visit)] = visit });
    }

    /// <summary>The paper of that number, or the receipt; an order without one, as long as it can be issued; else null.</summary>
    private static async Task<(OrderView Order, Paper? Paper)?> FindAsync(string shop, string orderId, string? number, IGrainFactory grains)
    {
        if (!Keys.IsPart(orderId)) return null;
        var grain = grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId));
        if (await grain.Look() is not { } order) return null;
        var paper = await grain.Paper(number);
        return paper is not null || (number is null && MayBeIssued(order)) ? (order, paper) : null;
    }

    internal sealed record Sources(ShopDirectory Shops, StaffRoles Roles, IGrainFactory Grains);
}

/// <summary>Somebody looks at a paper.</summary>
/// <param name="Paper">Null: the receipt has not been issued yet.</param>
/// <param name="Back">Where the link above the sheet leads to; it is not printed.</param>
/// <param name="Api">Where it is issued; null for who may only look.</param>
public sealed record PaperVisit(OrderView Order, Paper? Paper, Words Words, string Back, TimeZoneInfo Zone, string? Api);
