using Commerce.Orders;
using Commerce.Payments;
using Commerce.Silo.ReadModel;
using Commerce.Web.Http;
using Commerce.Web.Line;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Orders;

/// <summary>The shopper's own orders. Another customer's order is not there: 404.</summary>
internal static class OrderEndpoints
{
    /// <summary>Why a field of the checkout must be corrected; the problem's subject names it.</summary>
    internal static readonly Reason[] FilledIn =
    [
        Reason.DeliveryDayTooEarly, Reason.DeliveryDayClosed, Reason.DeliveryDayTooFar, Reason.UnknownDeliverySlot, Reason.FieldRequired,
        Reason.FieldTooLong, Reason.FieldUnprintable, Reason.BadPhone, Reason.BadPostalCode, Reason.BadKana,
    ];

    public static void MapOrders(this IEndpointRouteBuilder shop)
    {
        var orders = shop.MapGroup("/orders").ForShoppers().RequireRateLimiting(RateLimits.Orders);
        orders.MapPost("", Place).WithName("PlaceOrder").RefusesBadBodies().Refuses(
            Reason.CartEmpty, Reason.CartChanged, Reason.AmountTooSmall, Reason.AmountTooLarge, Reason.TooMuch, Reason.KeyReused, Reason.WrongStatus,
            Reason.UnknownCoupon, Reason.CouponNotYet, Reason.CouponOver, Reason.CouponUsedUp, Reason.CouponOverPersonCap,
            Reason.CouponBelowMinimum, Reason.CouponForOthers, Reason.NotEnoughPoints, Reason.UnknownWrapping,
            Reason.BadQuantity, Reason.UnknownProduct, Reason.NotListed, Reason.NotOnSaleYet, Reason.SaleOver, Reason.Paused,
            Reason.OverOrderCap, Reason.OverPersonCap, Reason.SoldOut, Reason.HoldEnded, Reason.OrderExpired, Reason.PaymentUnknown,
            Reason.PaymentsNotReady, Reason.UnknownCard, Reason.MethodNotOffered)
            .Refuses(FilledIn);
        orders.MapGet("", History).WithName("Orders");
        orders.MapGet("/{orderId}", Look).WithName("Order").Refuses(Reason.UnknownOrder);
        orders.MapOrderAgain();
        orders.MapPapers();
        orders.MapPost("/{orderId}/settle", Settle).WithName("SettleOrder").Refuses(Reason.UnknownOrder);
        orders.MapPost("/{orderId}/cancel", Cancel).WithName("CancelOrder").Refuses(Reason.UnknownOrder, Reason.WrongStatus, Reason.CancelClosed);
    }

    /// <summary>Any number of taps and tabs meets the same order: its id is made of the shopper and the checkout key.</summary>
    private static async Task<Results<Created<PlacedJson>, Problem>> Place(
        Body<PlaceBody> body, Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        var (shop, asked) = (shopper.Shop, body.Value);
        if (!Keys.IsPart(asked.CheckoutKey)) return Problems.From(Reason.BadRequest, "checkoutKey");

        var id = OrderIds.Of(shop, shopper.Id, asked.CheckoutKey);
        var reply = await grains.GetGrain<IOrderGrain>(Keys.Of(shop, id))
            .Place(asked.ToRequest(shopper.Id));
        if (reply.Refused is { } refused) return Problems.From(refused);

        var ticket = await grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(shop, id)).Open(id);
        return TypedResults.Created($"/api/shops/{shop}/orders/{id}", new PlacedJson(
            OrderJson.Of(reply.Order!, context.ShopZone()),
            ticket is null ? null : TicketJson.Of(ticket)));
    }

    /// <summary>Newest first. Written a moment after each change, so the newest may still be on its way.</summary>
    private static async Task<Ok<OrderPageJson>> History(string? after, Shopper shopper, OrderQueries orders, HttpContext context) =>
        TypedResults.Ok(OrderPageJson.Of(
            await orders.OfCustomerAsync(shopper.Shop, shopper.Id, after, take: 20, context.RequestAborted), context.ShopZone()));

    private static async Task<Results<Ok<OrderJson>, Problem>> Look(
        string orderId, Shopper shopper, IGrainFactory grains, HttpContext context) =>
        await OwnAsync(orderId, shopper, grains) is { } own
            ? TypedResults.Ok(OrderJson.Of(own.View, context.ShopZone()))
            : Problems.From(Reason.UnknownOrder);

    /// <summary>The browser is back from the payment provider: ask the provider how it went, whatever the browser says.</summary>
    private static async Task<Results<Ok<OrderJson>, Problem>> Settle(
        string orderId, Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        if (await OwnAsync(orderId, shopper, grains) is not { } own) return Problems.From(Reason.UnknownOrder);
        await own.Order.PaymentStirred();
        await grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(shopper.Shop, orderId)).Run(orderId);
        return TypedResults.Ok(OrderJson.Of(await own.Order.Look() ?? own.View, context.ShopZone()));
    }

    private static async Task<Results<Ok<OrderJson>, Problem>> Cancel(
        string orderId, Shopper shopper, IGrainFactory grains, HttpContext context)
    {
        if (await OwnAsync(orderId, shopper, grains) is not { } own) return Problems.From(Reason.UnknownOrder);
        var reply = await own.Order.Cancel(new(new Actor(shopper.Id, "called off by the customer")));
        return reply.Refused is { } refused
            ? Problems.From(refused)
            : TypedResults.Ok(OrderJson.Of(reply.Order ?? own.View, context.ShopZone()));
    }

    private static async Task<(IOrderGrain Order, OrderView View)?> OwnAsync(string orderId, Shopper shopper, IGrainFactory grains)
    {
        if (!Keys.IsPart(orderId)) return null;
        var order = grains.GetGrain<IOrderGrain>(Keys.Of(shopper.Shop, orderId));
        return await order.Look() is { } view && view.CustomerId == shopper.Id ? (order, view) : null;
    }
}

/// <param name="ExpectedTotal">What the shopper saw; another total is refused with <c>cart-changed</c>.</param>
/// <param name="Details">Orderer, remarks, wished day and time; null: none of them.</param>
/// <param name="CardId">A card that the provider keeps for this shopper; null: one is typed in.</param>
/// <param name="SaveCard">The typed card is to be kept by the provider for next time.</param>
internal sealed record PlaceBody(
    string CheckoutKey, long ExpectedTotal, RecipientJson Recipient, DetailsJson? Details = null,
    PaymentMethod Method = PaymentMethod.Card, string? CardId = null, bool SaveCard = false)
{
    public PlaceOrderRequest ToRequest(string customerId) =>
        new(customerId, CheckoutKey, new(ExpectedTotal), Recipient.ToRecipient(), new(Method, CardId, SaveCard)) { Details = Details?.ToDetails() };
}

/// <param name="Payment">What the browser pays with; null when nothing is to be paid any more.</param>
internal sealed record PlacedJson(OrderJson Order, TicketJson? Payment);

/// <param name="ClientSecret">Null while the provider has not answered: send the same order again.</param>
/// <param name="CardId">The saved card that pays: confirm without a card form. Null with a saved card chosen: it was declined, another one is needed.</param>
/// <param name="VoucherUrl">The page with the numbers to pay by, once a voucher was issued.</param>
/// <param name="PayBefore">Until when the voucher can be paid, UTC.</param>
internal sealed record TicketJson(
    PaymentStanding Standing, string? ClientSecret, string PublishableKey, PaymentMethod Method = PaymentMethod.Card, string? CardId = null,
    string? VoucherUrl = null, DateTimeOffset? PayBefore = null)
{
    public static TicketJson Of(PaymentTicket ticket) => new(
        ticket.Standing, ticket.ClientSecret, ticket.PublishableKey, ticket.Method, ticket.CardId, ticket.Voucher?.Address, ticket.Voucher?.PayBefore);
}
