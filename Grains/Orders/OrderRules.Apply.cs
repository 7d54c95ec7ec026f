using System.Diagnostics;
using Commerce.Messaging;
using Commerce.Payments;

namespace Commerce.Orders;

public static partial class OrderRules
{
    private const OrderEffects Holding = OrderEffects.HoldUnits | OrderEffects.ExtendHolds | OrderEffects.SecureUnits;

    /// <summary>The only way an order changes. Never refuses. What other grains must hear of it is owed from here on.</summary>
    public static OrderState Apply(OrderState order, OrderEvent happened) => Change(order, happened) with { Version = order.Version + 1 };

    private static OrderState Change(OrderState order, OrderEvent happened) => happened switch
    {
        OrderPlaced placed => Placed(order, placed),
        UnitsSetAside held => Step(order, OrderStatus.AwaitingPayment, held.At, Actor.System) with
        {
            HeldUntil = held.Until,
            JudgedBy = held.JudgedBy,
            Owed = order.Owed & ~OrderEffects.HoldUnits,
        },
        UnitsRefused refused => Step(order, OrderStatus.Refused, refused.At, Actor.System) with
        {
            Refused = refused.Refusal,
            JudgedBy = refused.JudgedBy,
            Owed = OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded,
        },
        HoldsExtended extended => order with { HeldUntil = extended.Until, Owed = order.Owed & ~OrderEffects.ExtendHolds },
        PaymentHeard heard => Hear(order, heard.Answer),
        PaymentAsked => order with { Payment = order.Payment with { AskWanted = true } },
        PaymentOpened => order with { Owed = order.Owed | OrderEffects.ExtendHolds },
        MoneyArrived => order with { Owed = (order.Owed & ~(OrderEffects.ReleaseUnits | OrderEffects.ExtendHolds)) | OrderEffects.SecureUnits },
        UnitsSold sold => Sold(order, sold.At),
        UnitsLost lost => (order.Status == OrderStatus.Expired ? order : Step(order, OrderStatus.Expired, lost.At, Actor.System)) with
        {
            Refused = lost.Refusal,
            Owed = OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded,
            Notices = order.Notices.Add(MessagePurpose.OrderCancelled),
        },
        MoneyCaptured captured => Step(order, OrderStatus.Paid, captured.At, Actor.System) with
        {
            Payment = order.Payment with { CaptureWanted = false },
            Notices = order.Notices.Add(MessagePurpose.OrderPaid),
        },
        OrderExpired expired => Ended(order, OrderStatus.Expired, expired.At, expired.By),
        OrderCancelled cancelled => Ended(order, OrderStatus.Cancelled, cancelled.At, cancelled.By),
        CaptureAsked => order with { Payment = order.Payment with { CaptureWanted = true } },
        RefundPromised promised => Promise(order, promised.Key, promised.Amount),
        OrderShipped shipped => Step(order, OrderStatus.Shipped, shipped.At, shipped.By) with
        {
            Shipment = shipped.Shipment,
            Notices = order.Notices.Add(MessagePurpose.OrderShipped),
        },
        OrderDelivered delivered => Step(order, OrderStatus.Delivered, delivered.At, delivered.By),
        EffectsDone done => order with { Owed = order.Owed & ~done.Done },
        NoticeQueued queued => order with { Notices = order.Notices.Remove(queued.Purpose) },
        _ => throw new UnreachableException($"OrderRules.Apply does not know {happened.GetType().Name}"),
    };

    private static OrderState Placed(OrderState order, OrderPlaced placed) => Step(order, OrderStatus.Placed, placed.At, new(placed.Request.CustomerId, "")) with
    {
        OrderId = placed.OrderId,
        Number = placed.Number,
        CustomerId = placed.Request.CustomerId,
        CheckoutKey = placed.Request.CheckoutKey,
        Quote = placed.Quote,
        Recipient = placed.Request.Recipient,
        PlacedAt = placed.At,
        CartHolds = placed.CartHolds,
        Segments = placed.Segments,
        Details = placed.Request.Details ?? OrderDetails.None,
        Slot = placed.Shop is { } shop ? DeliveryRules.SlotOf(shop.Settings.Delivery, placed.Request.Details?.SlotId) : null,
        Legal = placed.Shop?.Settings.Legal,
        ShopVersion = placed.Shop?.Version ?? 0,
        Payment = order.Payment with { CaptureLater = placed.CaptureLater },
        Owed = OrderEffects.HoldUnits,
    };

    private static OrderState Sold(OrderState order, DateTimeOffset at)
    {
        var captured = order.Payment.Standing == PaymentStanding.Captured;
        return Step(order, captured ? OrderStatus.Paid : OrderStatus.Confirmed, at, Actor.System) with
        {
            Owed = (order.Owed & ~OrderEffects.SecureUnits) | OrderEffects.TellCartBought,
            Notices = order.Notices.Add(captured ? MessagePurpose.OrderPaid : MessagePurpose.OrderAccepted),
        };
    }

    /// <summary>Called off or run out: units go back, money follows (what is captured is owed, the rest is cancelled by NextTask).</summary>
    private static OrderState Ended(OrderState order, OrderStatus status, DateTimeOffset at, Actor by)
    {
        var bought = order.Status is OrderStatus.Confirmed or OrderStatus.Paid;
        var ended = Step(order, status, at, by) with
        {
            Owed = (order.Owed & ~Holding) | OrderEffects.ReleaseUnits | (bought ? OrderEffects.None : OrderEffects.TellCartEnded),
            Notices = bought ? order.Notices.Add(MessagePurpose.OrderCancelled) : order.Notices,
        };
        return ended.Payment.Refundable > Yen.Zero ? Promise(ended, OwnKey("ended"), ended.Payment.Refundable) : ended;
    }

    private static OrderState Promise(OrderState order, string key, Yen amount) => order with
    {
        Payment = order.Payment with { Refunds = order.Payment.Refunds.Add(new(key, amount, RefundStanding.Owed)) },
    };

    private static OrderState Hear(OrderState order, PaymentAnswer answer)
    {
        var payment = order.Payment with { Unsettled = answer.Standing == PaymentStanding.Unknown };
        if (answer.Verb == PaymentVerb.Ask && !payment.Unsettled) payment = payment with { AskWanted = false };
        payment = answer.Verb switch
        {
            PaymentVerb.Create when answer.Standing == PaymentStanding.Rejected => payment with { CannotOpen = true },
            PaymentVerb.Refund when answer.Standing == PaymentStanding.Rejected => Settle(order, payment, answer, RefundStanding.Rejected),
            PaymentVerb.Refund when answer.Standing == PaymentStanding.Captured => Settle(order, payment, answer, RefundStanding.Done),
            _ => payment,
        };
        if (answer.Standing is PaymentStanding.Unknown or PaymentStanding.Rejected) return order with { Payment = payment };
        return OweLateMoney(order with { Payment = Forward(payment, answer) });
    }

    /// <summary>Never back: captured stays captured, and totals only grow.</summary>
    private static PaymentState Forward(PaymentState payment, PaymentAnswer answer) => payment with
    {
        IntentId = payment.IntentId ?? answer.IntentId,
        Standing = Rank(answer.Standing) > Rank(payment.Standing) ? answer.Standing : payment.Standing,
        Captured = answer.CapturedTotal > payment.Captured ? answer.CapturedTotal : payment.Captured,
        Refunded = answer.RefundedTotal > payment.Refunded ? answer.RefundedTotal : payment.Refunded,
        CaptureBefore = answer.CaptureBefore ?? payment.CaptureBefore,
        DeclineCode = answer.Standing == PaymentStanding.Open ? answer.DeclineCode : null,
    };

    private static OrderState OweLateMoney(OrderState order) =>
        order.Status is OrderStatus.Cancelled or OrderStatus.Refused or OrderStatus.Placed && order.Payment.Refundable > Yen.Zero
            ? Promise(order, OwnKey($"late.{order.Payment.Refunds.Length}"), order.Payment.Refundable)
            : order;

    private static PaymentState Settle(OrderState order, PaymentState payment, PaymentAnswer answer, RefundStanding standing)
    {
        var refund = payment.Refunds.FirstOrDefault(r => answer.TaskKey == TaskKey(order, RefundTaskKey(r.Key)));
        if (refund is null) return payment;
        var refunds = payment.Refunds.Replace(refund, refund with { Standing = standing });
        // The provider's own total may lag behind its answer; what it has just confirmed must not look unpaid.
        var done = new Yen(refunds.Where(r => r.Standing == RefundStanding.Done).Sum(r => r.Amount.Amount));
        return payment with { Refunds = refunds, Refunded = done > payment.Refunded ? done : payment.Refunded };
    }

    private static int Rank(PaymentStanding standing) => standing switch
    {
        PaymentStanding.Open => 1,
        PaymentStanding.Authorised => 2,
        PaymentStanding.Cancelled => 3,
        PaymentStanding.Captured => 4,
        _ => 0,
    };

    private static OrderState Step(OrderState order, OrderStatus status, DateTimeOffset at, Actor by) =>
        order with { Status = status, Steps = order.Steps.Add(new(status, at, by)) };
}
