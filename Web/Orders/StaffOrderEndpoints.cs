using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>What the merchant does with orders. Each command names who did it and why.</summary>
internal static class StaffOrderEndpoints
{
    public static void MapStaffOrders(this IEndpointRouteBuilder staff)
    {
        var reads = staff.MapGroup("/orders").ForStaff(StaffRole.Viewer);
        reads.MapGet("", List).WithName("StaffOrders").Refuses(Reason.BadRequest);
        reads.MapGet("/counts", Counts).WithName("StaffOrderCounts");
        reads.MapGet("/{orderId}", Look).WithName("StaffOrder").Refuses(Reason.UnknownOrder);

        staff.MapStaffPapers();

        var work = staff.MapGroup("/orders/{orderId}").RefusesBadBodies().Refuses(Reason.UnknownOrder, Reason.WrongStatus);
        var daily = work.MapGroup("").ForStaff(StaffRole.Staff);
        daily.MapPost("/capture", Capture).WithName("CaptureOrder").Refuses(Reason.CaptureEnded);
        daily.MapPost("/ship", Ship).WithName("ShipOrder")
            .Refuses(Reason.KeyReused, Reason.UnknownProduct, Reason.BadQuantity, Reason.TooMuch, Reason.TooMany);
        daily.MapPost("/deliver", Deliver).WithName("DeliverOrder");
        var money = work.MapGroup("").ForStaff(StaffRole.Manager);
        money.MapPost("/cancel", Cancel).WithName("StaffCancelOrder");
        money.MapPost("/refund", Refund).WithName("RefundOrder").RefusesKeyless()
            .Refuses(Reason.BadQuantity, Reason.UnknownProduct, Reason.TooMuch, Reason.TooMany);
    }

    /// <summary>How many orders there are in each status, on one day (of the shop) or ever.</summary>
    private static async Task<Ok<ImmutableDictionary<OrderStatus, int>>> Counts(
        string shop, DateOnly? day, OrderQueries orders, HttpContext context) =>
        TypedResults.Ok(await orders.CountsAsync(shop, day, context.RequestAborted));


    private static async Task<Ok<OrderPageJson>> List(
        string shop, OrderStatus? status, DateOnly? day, string? after, int? take, OrderQueries orders, HttpContext context)
    {
        var page = await orders.OfShopAsync(shop, status, day, after, take ?? 50, context.RequestAborted);
        return TypedResults.Ok(OrderPageJson.Of(page, context.ShopZone()));
    }

    private static async Task<Results<Ok<OrderJson>, Problem>> Look(string shop, string orderId, IGrainFactory grains, HttpContext context) =>
        OrderOf(shop, orderId, grains) is { } order && await order.Look() is { } view
            ? TypedResults.Ok(OrderJson.ForStaff(view, context.ShopZone()))
            : Problems.From(Reason.UnknownOrder);

    private static Task<Results<Ok<OrderJson>, Problem>> Capture(
        string shop, string orderId, Body<WhyBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        AnswerAsync(OrderOf(shop, orderId, grains)?.Capture(new(person.Because(body.Value.Why))), context);

    private static Task<Results<Ok<OrderJson>, Problem>> Ship(
        string shop, string orderId, Body<ShipBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        AnswerAsync(
            OrderOf(shop, orderId, grains)?.Ship(new(body.Value.Carrier, body.Value.TrackingNumber, person.Because(body.Value.Why))
            {
                Lines = UnitsJson.Read(body.Value.Lines),
            }),
            context);

    private static Task<Results<Ok<OrderJson>, Problem>> Deliver(
        string shop, string orderId, Body<WhyBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        AnswerAsync(OrderOf(shop, orderId, grains)?.Deliver(new(person.Because(body.Value.Why))), context);

    private static Task<Results<Ok<OrderJson>, Problem>> Cancel(
        string shop, string orderId, Body<WhyBody> body, StaffPerson person, IGrainFactory grains, HttpContext context) =>
        Unsaid(body.Value.Why) ?? AnswerAsync(OrderOf(shop, orderId, grains)?.Cancel(new(person.Because(body.Value.Why))), context);

    private static Task<Results<Ok<OrderJson>, Problem>> Refund(
        string shop, string orderId, Body<RefundBody> body, [AsParameters] StaffCommand command, HttpContext context) =>
        Unsaid(body.Value.Why) ?? AnswerAsync(
            OrderOf(shop, orderId, command.Grains)?.Refund(
                new(command.Key.Value, new(body.Value.Amount), command.Person.Because(body.Value.Why)) { Lines = UnitsJson.Read(body.Value.Lines) }),
            context);

    /// <summary>What takes an order or money away has a reason.</summary>
    private static Task<Results<Ok<OrderJson>, Problem>>? Unsaid(string why) => string.IsNullOrWhiteSpace(why)
        ? Task.FromResult<Results<Ok<OrderJson>, Problem>>(Problems.From(Reason.BadRequest, nameof(why)))
        : null;

    private static async Task<Results<Ok<OrderJson>, Problem>> AnswerAsync(Task<OrderReply>? asked, HttpContext context)
    {
        if (asked is null) return Problems.From(Reason.UnknownOrder);
        var reply = await asked;
        if (reply.Refused is { } refused) return Problems.From(refused);
        return reply.Order is { } order ? TypedResults.Ok(OrderJson.ForStaff(order, context.ShopZone())) : Problems.From(Reason.UnknownOrder);
    }

    private static IOrderGrain? OrderOf(string shop, string orderId, IGrainFactory grains) =>
        Keys.IsPart(orderId) ? grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)) : null;
}

/// <summary>Who commands, and the name of the command.</summary>
internal sealed record StaffCommand(IdempotencyKey Key, StaffPerson Person, IGrainFactory Grains) : IBody
{
    public Problem? Problem => Key.Problem;
}

internal sealed record WhyBody(string Why = "");

/// <param name="Lines">What is in the parcel; without: everything that has not left yet.</param>
internal sealed record ShipBody(string Carrier, string TrackingNumber, string Why = "", UnitsJson[]? Lines = null);

/// <param name="Amount">Whole yen; 0 with lines: what was paid for them.</param>
/// <param name="Lines">Units that are given up.</param>
internal sealed record RefundBody(long Amount, string Why, UnitsJson[]? Lines = null);

/// <param name="Next">Ask for the next page with <c>after=</c> this; null when this is the last.</param>
internal sealed record OrderPageJson(OrderJson[] Orders, string? Next)
{
    public static OrderPageJson Of(OrderPage page, TimeZoneInfo zone) => new([.. page.Orders.Select(o => OrderJson.Of(o, zone))], page.Next);
}
