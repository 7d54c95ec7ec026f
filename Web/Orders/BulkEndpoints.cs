using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>One command for up to 1,000 orders: each is asked by itself and has a result of its own. Sent again, what is done stays done.</summary>
internal static class BulkEndpoints
{
    public const int Most = 1_000;

    /// <summary>How many orders are asked at the same time.</summary>
    public const int AtOnce = 32;

    public static void MapBulkOrders(this IEndpointRouteBuilder staff)
    {
        var bulk = staff.MapGroup("/orders/bulk").RefusesBadBodies().Refuses(Reason.TooMany);
        var daily = bulk.MapGroup("").ForStaff(StaffRole.Staff);
        daily.MapPost("/capture", Capture).WithName("CaptureOrders");
        daily.MapPost("/ship", Ship).WithName("ShipOrders");
        daily.MapPost("/ship/check", ParcelCheckEndpoint.Check).WithName("CheckParcels");
        daily.MapPost("/deliver", Deliver).WithName("DeliverOrders");
        bulk.MapGroup("").ForStaff(StaffRole.Manager).MapPost("/cancel", Cancel).WithName("CancelOrders");
    }

    private static Task<Results<Ok<BulkJson>, Problem>> Capture(
        string shop, Body<BulkBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        EachAsync(shop, body.Value.Orders, id => id, (order, _) => order.Capture(new(person.Because(body.Value.Why))), grains, context);

    private static Task<Results<Ok<BulkJson>, Problem>> Deliver(
        string shop, Body<BulkBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        EachAsync(shop, body.Value.Orders, id => id, (order, _) => order.Deliver(new(person.Because(body.Value.Why))), grains, context);

    private static Task<Results<Ok<BulkJson>, Problem>> Cancel(
        string shop, Body<BulkBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        string.IsNullOrWhiteSpace(body.Value.Why)
            ? Task.FromResult<Results<Ok<BulkJson>, Problem>>(Problems.From(Reason.BadRequest, nameof(BulkBody.Why)))
            : EachAsync(shop, body.Value.Orders, id => id, (order, _) => order.Cancel(new(person.Because(body.Value.Why))), grains, context);

    private static Task<Results<Ok<BulkJson>, Problem>> Ship(
        string shop, Body<BulkShipBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        EachAsync(
            shop, body.Value.Parcels, parcel => parcel.OrderId,
            (order, parcel) => order.Ship(new(body.Value.Carrier, parcel.TrackingNumber, person.Because(body.Value.Why))), grains, context);

    private static async Task<Results<Ok<BulkJson>, Problem>> EachAsync<T>(
        string shop, T[] items, Func<T, string> idOf, Func<IOrderGrain, T, Task<OrderReply>> act, IGrainFactory grains, HttpContext context)
    {
        if (items.Length > Most) return Problems.From(new Refusal(Reason.TooMany, Limit: Most));
        var results = new List<BulkResultJson>(items.Length);
        foreach (var some in items.Chunk(AtOnce)) results.AddRange(await Task.WhenAll(some.Select(OneAsync)));
        return TypedResults.Ok(new BulkJson(results.Count(result => result.Problem is null), results.Count(result => result.Problem is not null), [.. results]));

        async Task<BulkResultJson> OneAsync(T item)
        {
            // JSON may say null where a list wants something.
            var id = item is null ? "" : idOf(item) ?? "";
            if (!Keys.IsPart(id)) return Refused(id, new(Reason.UnknownOrder));
            try
            {
                var reply = await act(grains.GetGrain<IOrderGrain>(Keys.Of(shop, id)), item);
                return reply.Refused is { } refused ? Refused(id, refused)
                    : reply.Order is { } order ? new(id, order.Number, order.Status, null, reply.Already)
                    : Refused(id, new(Reason.UnknownOrder));
            }
            catch (Exception) when (!context.RequestAborted.IsCancellationRequested)
            {
                // One order that cannot be reached must not hide what became of the others; asked again, it answers.
                return new(id, null, null, new Problem(Sentences.TryAgain).ToJson(context.ShopZone()));
            }
        }

        BulkResultJson Refused(string id, Refusal why) => new(id, null, null, Problems.From(why).ToJson(context.ShopZone()));
    }
}

/// <param name="Orders">Order ids, at most 1,000.</param>
internal sealed record BulkBody(string[] Orders, string Why = "");

/// <param name="Parcels">One for each order: everything that has not left yet is in it.</param>
internal sealed record BulkShipBody(string Carrier, BulkParcelJson[] Parcels, string Why = "");

internal sealed record BulkParcelJson(string OrderId, string TrackingNumber);

/// <param name="Results">In the order in which they were asked.</param>
internal sealed record BulkJson(int Done, int Refused, BulkResultJson[] Results);

/// <param name="Problem">Why not; null when it was done, now or before.</param>
/// <param name="Already">It had been done before, and this time nothing was changed.</param>
internal sealed record BulkResultJson(string OrderId, string? Number, OrderStatus? Status, ProblemJson? Problem, bool Already = false);
