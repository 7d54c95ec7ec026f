using System.Diagnostics;
using System.Globalization;
using Commerce.Payments;

namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

public static partial class OrderRules
{
    /// <summary>How long a voucher is good for when the provider does not say so (Stripe: three days unless told otherwise).</summary>
    private static readonly TimeSpan DepositWithin = TimeSpan.FromDays(3);

    /// <summary>
    /// Takes in what the provider said. Answers may be repeated, late and out of order: what is known of the payment never moves
    /// back, and money is never dropped, whatever the order has become meanwhile.
    /// </summary>
    public static OrderDecision Heard(OrderState order, PaymentAnswer answer, DateTimeOffset now)
    {
        var heard = new PaymentHeard(answer, now);
        if (!order.Exists) return new(new Refusal(Reason.UnknownOrder));
        if (answer.Standing is PaymentStanding.Unknown) return new(null, heard);
        if (answer.Standing is PaymentStanding.Rejected) return Rejected(order, answer, heard, now);

        var known = order.Payment.Standing;
        return answer.Standing switch
        {
            PaymentStanding.Open when known is PaymentStanding.Unknown && order.Status is OrderStatus.AwaitingPayment => new(null, heard, new PaymentOpened()),
            PaymentStanding.AwaitingDeposit when known is PaymentStanding.Unknown or PaymentStanding.Open && order.Status is OrderStatus.AwaitingPayment =>
                new(null, heard, new DepositAwaited(answer.Voucher?.PayBefore ?? now + DepositWithin)),
            PaymentStanding.Open or PaymentStanding.AwaitingDeposit => StillUnpaid(order, heard, now),
            PaymentStanding.Authorised when known is PaymentStanding.Unknown or PaymentStanding.Open => Arrived(order, heard),
            PaymentStanding.Authorised => new(null, heard),
            PaymentStanding.Captured when known is not PaymentStanding.Captured => Arrived(order, heard),
            PaymentStanding.Captured => new(null, heard),
            PaymentStanding.Cancelled => Cancelled(order, heard, now),
            _ => throw new UnreachableException($"payment standing {answer.Standing}"),
        };
    }

    /// <summary>
    /// Word of a change at the provider. What it says is not believed but asked for, unless nothing can change any more: captured money can
    /// still be refunded or disputed elsewhere, a cancelled payment is over. It is asked anew also while an answer is on its way: that one may
    /// be from before the change.
    /// </summary>
    public static OrderDecision Stirred(OrderState order) =>
        order.Payment.IntentId is null || order.Payment is { Unsettled: false, Standing: PaymentStanding.Cancelled }
            ? new(null)
            : new(null, new PaymentAsked());

    /// <summary>Every hold became a sold unit, or one could not be had again.</summary>
    public static OrderDecision Secured(OrderState order, Refusal? lost, DateTimeOffset now)
    {
        if (lost is null) return new(null, new UnitsSold(now));
        var giveBack = order.Payment.Refundable;
        return giveBack > Yen.Zero
            ? new(lost, new UnitsLost(lost, now), new RefundPromised(OwnKey("units-lost"), giveBack, [], now, Actor.System))
            : new(lost, new UnitsLost(lost, now));
    }

    /// <summary>The one thing to ask of the provider next. Derived, so it can neither be lost nor be left over.</summary>
    public static PaymentTask? NextTask(OrderState order)
    {
        var payment = order.Payment;
        var over = order.Status.IsOver();
        var live = payment.Standing is PaymentStanding.Open or PaymentStanding.AwaitingDeposit or PaymentStanding.Authorised;

        // From the moment it could be paid the provider may have been asked, with nobody left to hear the answer: the request is repeated
        // before it is undone, for only so is there an intent to cancel.
        if (payment.IntentId is null && !payment.CannotOpen && (order.Status is OrderStatus.AwaitingPayment || (over && CouldBePaid(order))))
        {
            return Task(PaymentVerb.Create, "create", order.Quote.Total, FeeRules.Of(order.Quote.Total, payment.FeeRate));
        }

        if (payment.AskWanted && payment.IntentId is not null) return Task(PaymentVerb.Ask, AskKey(payment), Yen.Zero, Yen.Zero);
        if (over && live && !order.Owed.HasFlag(OrderEffects.SecureUnits)) return Task(PaymentVerb.Cancel, Again("cancel"), Yen.Zero, Yen.Zero);
        if (payment is { CaptureWanted: true, Standing: PaymentStanding.Authorised })
        {
            return Task(PaymentVerb.Capture, Again("capture"), order.Quote.Total, FeeRules.Of(order.Quote.Total, payment.FeeRate));
        }

        return payment.Standing == PaymentStanding.Captured && payment.Refunds.FirstOrDefault(r => r.Standing == RefundStanding.Owed) is { } refund
            ? Task(PaymentVerb.Refund, RefundTaskKey(refund.Key), refund.Amount, FeeBack(payment, refund.Amount))
            : null;

        PaymentTask Task(PaymentVerb verb, string key, Yen amount, Yen fee) => new(
            verb, TaskKey(order, key), order.OrderId, order.Number, payment.IntentId, amount, payment.CaptureLater,
            order.Choice.Method, fee, order.CustomerId, order.Choice.CardId, order.Choice.SaveCard, payment.Payee);

        // The provider keeps a refusal with its key: what is tried again has a key of its own.
        string Again(string key) => payment.Refusals == 0 ? key : $"{key}.{payment.Refusals + 1}";
    }

    private static bool CouldBePaid(OrderState order) => order.Steps.Any(step => step.Status == OrderStatus.AwaitingPayment);

    /// <summary>
    /// How much of the fee the next refund gives back. Counted from the refunds that are done, so that it is the same when the refund is
    /// asked for again, though the provider's total has it already.
    /// </summary>
    private static Yen FeeBack(PaymentState payment, Yen refund)
    {
        var done = new Yen(payment.Refunds.Where(r => r.Standing == RefundStanding.Done).Sum(r => r.Amount.Amount));
        return Returned(done + refund) - Returned(done);

        Yen Returned(Yen refunded) => FeeRules.Returned(payment.Fee, payment.Captured, refunded);
    }

    /// <summary>A voucher that has run out, and the provider says after that moment that nothing was paid: now it ends.</summary>
    private static OrderDecision StillUnpaid(OrderState order, PaymentHeard heard, DateTimeOffset now) =>
        order.Status == OrderStatus.AwaitingDeposit && heard.Answer.Verb == PaymentVerb.Ask && now >= order.HeldUntil
            ? new(null, heard, new OrderExpired(now, Actor.System))
            : new(null, heard);

    private static string TaskKey(OrderState order, string key) => $"{order.OrderId}.{key}";

    private static string AskKey(PaymentState payment) => payment.Stirs == 0 ? "ask" : string.Create(CultureInfo.InvariantCulture, $"ask.{payment.Stirs}");

    private static string RefundTaskKey(string refundKey) => "refund." + refundKey;

    /// <summary>What a refund is called that nobody asked for: no caller's key has a colon (<see cref="Keys.IsPart"/>).</summary>
    private static string OwnKey(string why) => ":" + why;

    /// <summary>New money. Whether it buys anything depends on what the order has become.</summary>
    private static OrderDecision Arrived(OrderState order, PaymentHeard heard) => order.Status switch
    {
        // Late money after expiry tries for the units again; only when they are gone does it go back.
        OrderStatus.AwaitingPayment or OrderStatus.Expired => new(null, heard, new MoneyArrived()),
        // Its units are sold already: an authorisation was captured, a deposit was made.
        OrderStatus.Confirmed or OrderStatus.AwaitingDeposit when heard.Answer.Standing == PaymentStanding.Captured =>
            new(null, heard, new MoneyCaptured(heard.At)),
        // Apply owes back what was captured; an authorisation is cancelled by NextTask.
        OrderStatus.Placed or OrderStatus.Refused or OrderStatus.Cancelled => new(null, heard),
        OrderStatus.Confirmed or OrderStatus.AwaitingDeposit => new(null, heard),
        OrderStatus.Paid or OrderStatus.PartlyShipped or OrderStatus.Shipped or OrderStatus.Delivered => new(null, heard),
        _ => throw new UnreachableException($"order status {order.Status}"),
    };

    private static OrderDecision Cancelled(OrderState order, PaymentHeard heard, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.AwaitingPayment or OrderStatus.AwaitingDeposit or OrderStatus.Confirmed when order.Payment.Standing != PaymentStanding.Captured =>
            new(null, heard, new OrderExpired(now, new("stripe", "payment cancelled"))),
        _ => new(null, heard),
    };

    /// <summary>For good. A refused opening ends the order; what else is refused means that our picture is old: ask.</summary>
    private static OrderDecision Rejected(OrderState order, PaymentAnswer answer, PaymentHeard heard, DateTimeOffset now) => answer.Verb switch
    {
        PaymentVerb.Create when order.Status == OrderStatus.AwaitingPayment =>
            new(new Refusal(Reason.PaymentDeclined, answer.DeclineCode), heard, new OrderCancelled(now, new("stripe", answer.DeclineCode ?? ""))),
        PaymentVerb.Capture or PaymentVerb.Cancel or PaymentVerb.Refund => new(null, heard, new PaymentAsked()),
        _ => new(null, heard),
    };
}
