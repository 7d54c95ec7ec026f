using System.Diagnostics;
using Commerce.Messaging;
using Commerce.Payments;

namespace Commerce.Orders;

public static partial class OrderRules
{
    private const OrderEffects Holding = OrderEffects.HoldUnits | OrderEffects.ExtendHolds | OrderEffects.SecureUnits | OrderEffects.SpendBenefits;

    /// <summary>The only way an order changes. Never refuses. What other grains must hear of it is owed from here on.</summary>
    public static OrderState Apply(OrderState order, OrderEvent happened) => Change(order, happened) with { Version = order.Version + 1 };

    private static OrderState Change(OrderState order, OrderEvent happened) => happened switch
    {
        OrderPlaced placed => Placed(order, placed),
        UnitsSetAside held => SetAside(order, held),
        BenefitsSpent spent => Step(order, OrderStatus.AwaitingPayment, spent.At, Actor.System) with { Owed = order.Owed & ~OrderEffects.SpendBenefits },
        BenefitsRefused refused => Step(order, OrderStatus.Refused, refused.At, Actor.System) with
        {
            Refused = refused.Refusal,
            Owed = OrderEffects.ReleaseUnits | OrderEffects.ReturnBenefits | OrderEffects.TellCartEnded,
        },
        UnitsRefused refused => Step(order, OrderStatus.Refused, refused.At, Actor.System) with
        {
            Refused = refused.Refusal,
            JudgedBy = refused.JudgedBy,
            Owed = OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded,
        },
        HoldsExtended extended => order with { HeldUntil = extended.Until, Owed = order.Owed & ~OrderEffects.ExtendHolds },
        PaymentHeard heard => Hear(order, heard.Answer, heard.At),
        PaymentAsked => order with { Payment = order.Payment with { AskWanted = true, Stirs = order.Payment.Stirs + 1 } },
        PaymentOpened => order with { Owed = order.Owed | OrderEffects.ExtendHolds },
        MoneyArrived => order with { Owed = (order.Owed & ~Ending) | OrderEffects.SecureUnits },
        DepositAwaited deposit => order with
        {
            HeldUntil = deposit.Until,
            Owed = (order.Owed & ~OrderEffects.ExtendHolds) | OrderEffects.SecureUnits,
        },
        UnitsSold sold => Sold(order, sold.At),
        UnitsLost lost => (order.Status == OrderStatus.Expired ? order : Step(order, OrderStatus.Expired, lost.At, Actor.System)) with
        {
            Refused = lost.Refusal,
            Owed = OrderEffects.ReleaseUnits | OrderEffects.TellCartEnded | Returning(order),
            Notices = order.Notices.Add(MessagePurpose.OrderCancelled),
        },
        MoneyCaptured captured => Step(order, OrderStatus.Paid, captured.At, Actor.System) with
        {
            Payment = order.Payment with { CaptureWanted = false },
            Notices = order.Notices.Add(MessagePurpose.OrderPaid),
        },
        OrderExpired expired => Ended(order, OrderStatus.Expired, expired.At, expired.By),
        OrderCancelled cancelled => Ended(order, OrderStatus.Cancelled, cancelled.At, cancelled.By),
        CaptureAsked asked => Note(order, OrderDeed.CaptureAsked, asked.At, asked.By) with
        {
            Payment = order.Payment with { CaptureWanted = true, FeeRate = asked.FeeRate },
        },
        CaptureWarned warned => Note(
            order, warned.Warning == 1 ? OrderDeed.CaptureEndsIn48Hours : OrderDeed.CaptureEndsIn24Hours, warned.At, Actor.System) with
        {
            Payment = order.Payment with { CaptureWarnings = warned.Warning },
        },
        RefundPromised promised => AllOut(Promise(order, promised), promised.At, promised.By),
        PaperIssued issued => Issued(order, issued.Paper),
        PaperIssuedAgain again => Note(order, OrderDeed.PaperIssuedAgain, again.Issue.At, again.Issue.By, again.Number) with
        {
            Papers = [.. order.Papers.Select(paper => paper.Number == again.Number ? paper with { Issues = paper.Issues.Add(again.Issue) } : paper)],
        },
        ParcelSent sent => Sent(order, sent.Parcel),
        OrderDelivered delivered => Earning(Step(order, OrderStatus.Delivered, delivered.At, delivered.By)),
        EffectsDone done => order with { Owed = order.Owed & ~done.Done },
        NoticeQueued queued => order with { Notices = order.Notices.Remove(queued.Purpose) },
        PartNoticeQueued queued => order with { PartNotices = order.PartNotices.Remove(queued.Notice) },
        _ => throw new UnreachableException($"OrderRules.Apply does not know {happened.GetType().Name}"),
    };

    private static OrderState Placed(OrderState order, OrderPlaced placed) => Step(order, OrderStatus.Placed, placed.At, new(placed.Request.CustomerId, "")) with
    {
        OrderId = placed.Frame.OrderId,
        Number = placed.Frame.Number,
        CustomerId = placed.Request.CustomerId,
        CheckoutKey = placed.Request.CheckoutKey,
        Quote = placed.Quote,
        Recipient = placed.Request.Recipient,
        PlacedAt = placed.At,
        CartHolds = placed.CartHolds,
        Segments = placed.Frame.Segments,
        Details = placed.Request.Details ?? OrderDetails.None,
        Slot = placed.Frame.Shop is { } shop ? DeliveryRules.SlotOf(shop.Settings.Delivery, placed.Request.Details?.SlotId) : null,
        Legal = placed.Frame.Shop?.Settings.Legal,
        ShopVersion = placed.Frame.Shop?.Version ?? 0,
        TimeZone = placed.Frame.Shop?.Settings.TimeZone ?? order.TimeZone,
        Choice = placed.Request.Payment ?? PaymentChoice.NewCard,
        ShopperCancels = placed.Frame.ShopperCancels,
        Payment = order.Payment with
        {
            // What is paid at a convenience store is captured when it is paid.
            CaptureLater = placed.Frame.CaptureLater && placed.Request.Payment is not { Method: PaymentMethod.Konbini },
            FeeRate = placed.Frame.FeeRate,
        },
        Owed = OrderEffects.HoldUnits,
    };

    private static OrderState Sold(OrderState order, DateTimeOffset at)
    {
        var captured = order.Payment.Standing == PaymentStanding.Captured;
        var status = captured ? OrderStatus.Paid
            : order.Payment.Standing == PaymentStanding.AwaitingDeposit ? OrderStatus.AwaitingDeposit
            : OrderStatus.Confirmed;
        return Step(order, status, at, Actor.System) with
        {
            Owed = (order.Owed & ~OrderEffects.SecureUnits) | OrderEffects.TellCartBought,
            Notices = order.Notices.Add(captured ? MessagePurpose.OrderPaid : MessagePurpose.OrderAccepted),
        };
    }

    /// <summary>Called off or run out: units go back, money follows (what is captured is owed, the rest is cancelled by NextTask).</summary>
    private static OrderState Ended(OrderState order, OrderStatus status, DateTimeOffset at, Actor by)
    {
        var bought = order.Status.HasUnits();
        var ended = Step(order, status, at, by) with
        {
            Owed = (order.Owed & ~Holding) | OrderEffects.ReleaseUnits | Returning(order) | (bought ? OrderEffects.None : OrderEffects.TellCartEnded),
            Notices = bought ? order.Notices.Add(MessagePurpose.OrderCancelled) : order.Notices,
        };
        ended = ended with { Payment = ended.Payment with { CaptureWanted = false } };
        return ended.Payment.Refundable > Yen.Zero ? Promise(ended, new(OwnKey("ended"), ended.Payment.Refundable, [], at, by)) : ended;
    }

    private static OrderState Sent(OrderState order, Parcel parcel)
    {
        var sent = Note(order, OrderDeed.ParcelSent, parcel.At, parcel.By, parcel.TrackingNumber) with
        {
            Shipment = new(parcel.Carrier, parcel.TrackingNumber),
            Parcels = order.Parcels.Add(parcel),
            PartNotices = order.PartNotices.Add(new(MessagePurpose.OrderShipped, Digits(order.Parcels.Length + 1))),
        };
        return ToSend(sent).IsEmpty ? Step(sent, OrderStatus.Shipped, parcel.At, parcel.By)
            : sent.Status == OrderStatus.PartlyShipped ? sent
            : Step(sent, OrderStatus.PartlyShipped, parcel.At, parcel.By);
    }

    /// <summary>When the last units that had not left are given up, nothing is waited for any more.</summary>
    private static OrderState AllOut(OrderState order, DateTimeOffset at, Actor by) =>
        order.Status == OrderStatus.PartlyShipped && ToSend(order).IsEmpty ? Step(order, OrderStatus.Shipped, at, by) : order;

    private static OrderState Issued(OrderState order, Paper paper) =>
        Note(order, OrderDeed.PaperIssued, paper.Issues[0].At, paper.Issues[0].By, paper.Number) with { Papers = order.Papers.Add(paper) };

    /// <summary>A line of the order's life that moves nothing.</summary>
    private static OrderState Note(OrderState order, OrderDeed deed, DateTimeOffset at, Actor by, string? note = null) =>
        order with { Steps = order.Steps.Add(new(order.Status, at, by, deed, note)) };

    private static OrderState Step(OrderState order, OrderStatus status, DateTimeOffset at, Actor by) =>
        order with { Status = status, Steps = order.Steps.Add(new(status, at, by)) };
}
