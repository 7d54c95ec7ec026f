using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shop;

/// <summary>The printable receipt of an order: for the shopper whose order it is, and for the shop's staff. 404 until money is captured.</summary>
internal static class Receipts
{
    public static async Task<IResult> OfShopper(string shop, string orderId, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { CustomerId: { } id } visit) return Results.Redirect($"/s/{shop}/orders/{Uri.EscapeDataString(orderId)}");
        var order = Keys.IsPart(orderId) ? await grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)).Look() : null;
        if (order?.CustomerId != id) return await Shelves.Missing(shop, context, visits);
        return await ReceiptAsync(shop, orderId, grains) is { } receipt
            ? Sheet(context, receipt, visit.Words, visit.At("orders/" + orderId))
            : await Shelves.Missing(shop, context, visits);
    }

    public static void MapStaffReceipts(this IEndpointRouteBuilder app) =>
        app.MapGet("/admin/{shop}/orders/{orderId}/receipt", OfStaff).ForStaff(StaffRole.Viewer).ExcludeFromDescription();

    private static async Task<IResult> OfStaff(string shop, string orderId, HttpContext context, IGrainFactory grains) =>
        Keys.IsPart(orderId) && await ReceiptAsync(shop, orderId, grains) is { } receipt
            ? Sheet(context, receipt, Words.Japanese, $"/admin/{shop}/orders/{orderId}")
            : Results.NotFound();

    private static Task<ReceiptView?> ReceiptAsync(string shop, string orderId, IGrainFactory grains) =>
        grains.GetGrain<IReceiptGrain>(Keys.Of(shop, orderId)).Look();

    private static RazorComponentResult<Parts.ReceiptSheet> Sheet(HttpContext context, ReceiptView receipt, Words words, string back)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new(new Dictionary<string, object?>
        {
            [nameof(Parts.ReceiptSheet.Receipt)] = receipt,
            [nameof(Parts.ReceiptSheet.Words)] = words,
            [nameof(Parts.ReceiptSheet.Back)] = back,
        });
    }
}
