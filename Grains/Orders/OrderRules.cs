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
    public const int MostRefunds = 50;
    public const int MostParcels = 50;
    public const int MostDisputes = 20;

    /// <summary>How long an authorisation lasts when the provider does not say so (<c>capture_before</c>).</summary>
    public static readonly TimeSpan CaptureWithin = TimeSpan.FromDays(7);

    /// <summary>How long a voucher that ran out is asked about, when the provider does not answer, before the units go back.</summary>
    public static readonly TimeSpan DepositGrace = TimeSpan.FromDays(1);

    /// <summary>Judges a checkout against the cart as it is now. Nothing is stored when it is refused.</summary>
    public static OrderDecision Place(PlaceOrderRequest ask, CartView cart, OrderFrame frame, DateTimeOffset now)
    {
        if (cart.Lines.IsEmpty) return new(new Refusal(Reason.CartEmpty));
        if (cart.CheckoutKey != ask.CheckoutKey) return new(new Refusal(Reason.CartChanged));
        if (cart.Lines.FirstOrDefault(line => line.Refused is not null) is { } bad) return new(bad.Refused! with { Subject = bad.Sku });
        if (cart.Chosen is { Refused: [var unheld, ..] }) return new(unheld);
        var quote = PricingRules.To(cart.Quote, ask.Recipient);
        if (quote.Total != ask.ExpectedTotal) return new(new Refusal(Reason.CartChanged, Limit: quote.Total.Amount));
        if (PaymentLimits.Refuse(ask.Payment ?? PaymentChoice.NewCard, quote.Total) is { } limit) return new(limit);
        if (frame.Shop is { } shop && DetailsRules.Judge(ask, shop.Settings, now) is { } refused) return new(refused);

        var holds = cart.Lines.Where(line => line.HoldId is not null).ToImmutableDictionary(line => line.Sku, line => line.HoldId!);
        return new(null, new OrderPlaced(frame, ask, quote, holds, now));
    }

    /// <summary>The same checkout again: the same answer, or a refusal when it asks for something else.</summary>
    public static Refusal? Again(OrderState order, PlaceOrderRequest ask) =>
        order.CustomerId == ask.CustomerId && order.Recipient == ask.Recipient && order.Details == (ask.Details ?? OrderDetails.None)
            && order.Quote.Total == ask.ExpectedTotal && order.Choice == (ask.Payment ?? PaymentChoice.NewCard)
            ? order.Refused
            : new(Reason.KeyReused, ask.CheckoutKey);

    /// <summary>Staff may cancel until something has left; the customer as the shop's policy said when the order was placed.</summary>
    public static OrderDecision Cancel(OrderState order, CancelOrderRequest ask, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Placed or OrderStatus.AwaitingPayment or OrderStatus.AwaitingDeposit or OrderStatus.Confirmed or OrderStatus.Paid =>
            ask.By.Who != order.CustomerId || order.ShopperCancels.Allows(order.Status)
                ? new(null, new OrderCancelled(now, ask.By))
                : new(new Refusal(Reason.CancelClosed)),
        OrderStatus.Cancelled => new(null),   // done already: the same answer
        OrderStatus.Unknown => new(new Refusal(Reason.UnknownOrder)),
        _ => new(Wrong(order)),
    };

    /// <param name="order">The order.</param>
    /// <param name="ask">Who captures and why.</param>
    /// <param name="feeRate">The rate of the shop's plan now: the fee is that of the time of capture.</param>
    /// <param name="now">The instant of the decision.</param>
    public static OrderDecision Capture(OrderState order, CaptureOrderRequest ask, int feeRate, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Confirmed when order.Payment.CaptureWanted => new(null),
        OrderStatus.Confirmed when now >= CaptureEnds(order) => new(new Refusal(Reason.CaptureEnded, At: CaptureEnds(order))),
        OrderStatus.Confirmed => new(null, new CaptureAsked(feeRate, now, ask.By)),
        OrderStatus.Paid or OrderStatus.PartlyShipped or OrderStatus.Shipped or OrderStatus.Delivered => new(null),
        OrderStatus.Expired when order.Payment.CaptureLater => new(new Refusal(Reason.CaptureEnded)),
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
/// <param name="CaptureLater">The shop captures by hand.</param>
/// <param name="Segments">The customer's segments.</param>
/// <param name="FeeRate">Of the shop's plan, basis points.</param>
/// <param name="ShopperCancels">The shop's policy, which is the order's from here on.</param>
public sealed record OrderFrame(
    string OrderId, string Number, bool CaptureLater, ImmutableArray<string> Segments,
    int FeeRate = 0, CancelPolicy ShopperCancels = CancelPolicy.UntilShipping)
{
    /// <summary>The shop as it is now: its terms of delivery and remarks are judged by, and its legal notice is kept with the order.</summary>
    public ShopView? Shop { get; init; }
}

/// <param name="Part">What follows the shop in the key of the stock.</param>
/// <param name="Sku">The SKU that a refusal is about.</param>
/// <param name="Replaces">The hold of the cart that the order's takes the place of.</param>
public readonly record struct Claim(string Part, string Sku, int Quantity, string? Replaces);
