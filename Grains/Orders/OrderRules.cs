using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

/// <summary>
/// What may happen to an order, and when. Pure. The moves of <see cref="OrderStatus"/> are drawn in docs/orders.md; money is in
/// <c>OrderRules.Payment.cs</c>.
/// </summary>
public static partial class OrderRules
{
    /// <summary>Below this a card payment is not accepted (Stripe: minimum charge for JPY).</summary>
    public static readonly Yen LeastTotal = new(50);

    public const int MostRefunds = 50;

    /// <summary>Judges a checkout against the cart as it is now. Nothing is stored when it is refused.</summary>
    public static OrderDecision Place(PlaceOrderRequest ask, CartView cart, OrderFrame frame, DateTimeOffset now)
    {
        if (cart.Lines.IsEmpty) return new(new Refusal(Reason.CartEmpty));
        if (cart.CheckoutKey != ask.CheckoutKey) return new(new Refusal(Reason.CartChanged));
        if (cart.Lines.FirstOrDefault(line => line.Refused is not null) is { } bad) return new(bad.Refused! with { Subject = bad.Sku });
        if (cart.Quote.Total != ask.ExpectedTotal) return new(new Refusal(Reason.CartChanged, Limit: cart.Quote.Total.Amount));
        if (cart.Quote.Total < LeastTotal) return new(new Refusal(Reason.AmountTooSmall, Limit: LeastTotal.Amount));
        if (frame.Shop is { } shop && DetailsRules.Judge(ask.Details, ask.Recipient, shop.Settings, now) is { } refused) return new(refused);

        var holds = cart.Lines.Where(line => line.HoldId is not null).ToImmutableDictionary(line => line.Sku, line => line.HoldId!);
        return new(null, new OrderPlaced(frame.OrderId, frame.Number, ask, cart.Quote, frame.CaptureLater, holds, frame.Segments, now)
        {
            Shop = frame.Shop,
        });
    }

    /// <summary>The same checkout again: the same answer, or a refusal when it asks for something else.</summary>
    public static Refusal? Again(OrderState order, PlaceOrderRequest ask) =>
        order.CustomerId == ask.CustomerId && order.Recipient == ask.Recipient
        && order.Details == (ask.Details ?? OrderDetails.None) && order.Quote.Total == ask.ExpectedTotal
            ? order.Refused
            : new(Reason.KeyReused, ask.CheckoutKey);

    public static OrderDecision Cancel(OrderState order, CancelOrderRequest ask, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.Confirmed or OrderStatus.Paid =>
            new(null, new OrderCancelled(now, ask.By)),
        OrderStatus.Cancelled => new(null),   // done already: the same answer
        OrderStatus.Unknown => new(new Refusal(Reason.UnknownOrder)),
        _ => new(Wrong(order)),
    };

    public static OrderDecision Capture(OrderState order, CaptureOrderRequest ask) => order.Status switch
    {
        OrderStatus.Confirmed => order.Payment.CaptureWanted ? new(null) : new(null, new CaptureAsked(ask.By)),
        OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Delivered => new(null),
        OrderStatus.Unknown => new(new Refusal(Reason.UnknownOrder)),
        _ => new(Wrong(order)),
    };

    /// <summary>Only what is paid leaves the house. Shipping again with the same parcel changes nothing.</summary>
    public static OrderDecision Ship(OrderState order, ShipOrderRequest ask, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Paid => new(null, new OrderShipped(new(ask.Carrier, ask.TrackingNumber), now, ask.By)),
        OrderStatus.Shipped when order.Shipment == new Shipment(ask.Carrier, ask.TrackingNumber) => new(null),
        OrderStatus.Unknown => new(new Refusal(Reason.UnknownOrder)),
        _ => new(Wrong(order)),
    };

    public static OrderDecision Deliver(OrderState order, DeliverOrderRequest ask, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Shipped => new(null, new OrderDelivered(now, ask.By)),
        OrderStatus.Delivered => new(null),
        OrderStatus.Unknown => new(new Refusal(Reason.UnknownOrder)),
        _ => new(Wrong(order)),
    };

    public static OrderDecision Refund(OrderState order, RefundOrderRequest ask, DateTimeOffset now)
    {
        if (order.Status is OrderStatus.Unknown) return new(new Refusal(Reason.UnknownOrder));
        if (order.Payment.Refunds.FirstOrDefault(r => r.Key == ask.Key) is { } earlier)
        {
            return new(earlier.Amount == ask.Amount ? null : new(Reason.KeyReused, ask.Key));
        }

        if (order.Status is not (OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Delivered)) return new(Wrong(order));
        if (ask.Amount <= Yen.Zero) return new(new Refusal(Reason.BadQuantity));
        if (ask.Amount > order.Payment.Refundable) return new(new Refusal(Reason.TooMuch, Limit: order.Payment.Refundable.Amount));
        return order.Payment.Refunds.Length >= MostRefunds
            ? new(new Refusal(Reason.TooMany, Limit: MostRefunds))
            : new(null, new RefundPromised(ask.Key, ask.Amount, now, ask.By));
    }

    /// <summary>
    /// Time passed. An unpaid order ends with its hold; until then the provider is asked now and then, so that a payment is noticed
    /// although its webhook was lost and its shopper has gone.
    /// </summary>
    public static OrderDecision Tick(OrderState order, DateTimeOffset now)
    {
        var open = order.Payment.Standing is PaymentStanding.Unknown or PaymentStanding.Open;
        if (order.Status != OrderStatus.AwaitingPayment || !open) return new(null);
        return now >= order.HeldUntil ? new(null, new OrderExpired(now, Actor.System)) : Stirred(order);
    }

    /// <summary>Nothing is owed, asked or awaited: nobody needs to look again until somebody does something.</summary>
    public static bool AtRest(OrderState order) =>
        order.Owed == OrderEffects.None && order.Notices.IsEmpty && NextTask(order) is null
        && order.Status is not (OrderStatus.Placed or OrderStatus.AwaitingPayment);

    /// <summary>The holds were asked for: granted until then, or refused.</summary>
    /// <param name="refused">Why one of them was not.</param>
    /// <param name="until">The first of their ends.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <param name="judgedBy">The settings version of each stock that was asked.</param>
    public static OrderEvent Held(
        Refusal? refused, DateTimeOffset? until, DateTimeOffset now, ImmutableDictionary<string, long>? judgedBy = null)
    {
        var versions = judgedBy ?? ImmutableDictionary<string, long>.Empty;
        return refused is null ? new UnitsSetAside(until!.Value, versions, now) : new UnitsRefused(refused, versions, now);
    }

    /// <summary>
    /// What an order takes from each stock, in the order in which it is asked for: first the cap groups of its lines, each for the sum of
    /// them, then the SKUs. Everyone asks in the same order.
    /// </summary>
    public static ImmutableArray<Claim> Claims(OrderState order) =>
    [
        .. order.Quote.Lines.Where(line => line.GroupId is not null)
            .GroupBy(line => line.GroupId!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Claim(CapGroup.StockPart(group.Key), group.First().Sku, group.Sum(line => line.Quantity), null)),
        .. order.Quote.Lines.OrderBy(line => line.Sku, StringComparer.Ordinal)
            .Select(line => new Claim(line.Sku, line.Sku, line.Quantity, order.CartHolds.GetValueOrDefault(line.Sku))),
    ];

    private static Refusal Wrong(OrderState order) => new(Reason.WrongStatus, order.Status.ToString());
}

/// <summary>What the shell knows before a checkout is judged.</summary>
/// <param name="Segments">The customer's segments.</param>
public sealed record OrderFrame(string OrderId, string Number, bool CaptureLater, ImmutableArray<string> Segments)
{
    /// <summary>The shop as it is now: its terms of delivery and remarks are judged by, and its legal notice is kept with the order.</summary>
    public ShopView? Shop { get; init; }
}

/// <param name="Part">What follows the shop in the key of the stock.</param>
/// <param name="Sku">The SKU that a refusal is about.</param>
/// <param name="Replaces">The hold of the cart that the order's takes the place of.</param>
public readonly record struct Claim(string Part, string Sku, int Quantity, string? Replaces);
