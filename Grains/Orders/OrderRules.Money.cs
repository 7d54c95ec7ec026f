using System.Globalization;
using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>What becomes of the payment when the provider has answered. Part of <see cref="Apply"/>: nothing here refuses.</summary>
public static partial class OrderRules
{
    private static readonly Actor Provider = new("stripe", "");

    private static OrderState Hear(OrderState order, PaymentAnswer answer, DateTimeOffset at)
    {
        var payment = order.Payment with { Unsettled = answer.Standing == PaymentStanding.Unknown };
        if (answer.Verb == PaymentVerb.Ask && !payment.Unsettled && answer.TaskKey == TaskKey(order, AskKey(payment))) payment = payment with { AskWanted = false };
        if (answer.Standing is PaymentStanding.Unknown) return order with { Payment = payment };
        if (answer.Standing is PaymentStanding.Rejected) return HearRejection(order with { Payment = payment }, answer, at);

        var heard = order with { Payment = Forward(payment, answer), Voucher = answer.Voucher ?? order.Voucher };
        if (answer is { Verb: PaymentVerb.Refund, Standing: PaymentStanding.Captured }) heard = Settle(heard, answer, RefundStanding.Done, at);
        return OweLateMoney(Dispute(Book(order.Payment, heard, at), answer.Dispute, at), order.Payment.Standing, at);
    }

    /// <summary>Never back: captured stays captured, and totals only grow.</summary>
    private static PaymentState Forward(PaymentState payment, PaymentAnswer answer) => payment with
    {
        IntentId = payment.IntentId ?? answer.IntentId,
        Payee = payment.IntentId is null ? answer.Payee : payment.Payee,
        Standing = Rank(answer.Standing) > Rank(payment.Standing) ? answer.Standing : payment.Standing,
        Captured = answer.CapturedTotal > payment.Captured ? answer.CapturedTotal : payment.Captured,
        Refunded = answer.RefundedTotal > payment.Refunded ? answer.RefundedTotal : payment.Refunded,
        CaptureBefore = answer.CaptureBefore ?? payment.CaptureBefore,
        DeclineCode = answer.Standing == PaymentStanding.Open ? answer.DeclineCode : null,
    };

    private static OrderState HearRejection(OrderState order, PaymentAnswer answer, DateTimeOffset at) => answer.Verb switch
    {
        PaymentVerb.Create => order with { Payment = order.Payment with { CannotOpen = true } },
        PaymentVerb.Refund => Settle(order, answer, RefundStanding.Rejected, at),
        PaymentVerb.Cancel => order with { Payment = order.Payment with { Refusals = order.Payment.Refusals + 1 } },
        PaymentVerb.Capture => Note(order, OrderDeed.CaptureRefused, at, Provider, answer.DeclineCode) with
        {
            Payment = order.Payment with { Refusals = order.Payment.Refusals + 1, CaptureWanted = false },
        },
        _ => order,
    };

    /// <summary>Writes down what moved since <paramref name="was"/>, with its fee: the one place where either grows.</summary>
    private static OrderState Book(PaymentState was, OrderState order, DateTimeOffset at)
    {
        var now = order.Payment;
        var (captured, refunded) = (now.Captured - was.Captured, now.Refunded - was.Refunded);
        if (captured == Yen.Zero && refunded == Yen.Zero) return order;

        var fee = captured > Yen.Zero ? FeeRules.Of(now.Captured, now.FeeRate) : was.Fee;
        var returned = FeeRules.Returned(fee, now.Captured, now.Refunded);
        if (returned < was.FeeReturned) returned = was.FeeReturned;
        var ledger = order.Ledger;
        if (captured > Yen.Zero) ledger = ledger.Add(new(at, captured, fee - was.Fee));
        if (refunded > Yen.Zero) ledger = ledger.Add(new(at, Yen.Zero - refunded, was.FeeReturned - returned));
        return order with { Ledger = ledger, Payment = now with { Fee = fee, FeeReturned = returned } };
    }

    /// <summary>
    /// Money of an order that buys nothing goes back, also what is left of it when part was given back elsewhere and the provider refused the
    /// whole. The same amount is not promised again after a refusal: that is for people to settle.
    /// </summary>
    private static OrderState OweLateMoney(OrderState order, PaymentStanding known, DateTimeOffset at)
    {
        var (payment, left) = (order.Payment, order.Payment.Refundable);
        var buysNothing = order.Status is OrderStatus.Cancelled or OrderStatus.Refused or OrderStatus.Placed
            // Of an expired order new money tries for the units first; old money has tried.
            || (order.Status is OrderStatus.Expired && known is PaymentStanding.Captured && !order.Owed.HasFlag(OrderEffects.SecureUnits));
        return buysNothing && left > Yen.Zero && !payment.Refunds.Any(refund => refund.Standing == RefundStanding.Rejected && refund.Amount == left)
            ? Promise(order, new(OwnKey($"late.{payment.Refunds.Length}"), left, [], at, Actor.System))
            : order;
    }

    private static OrderState Promise(OrderState order, RefundPromised promised)
    {
        var refund = new RefundItem(promised.Key, promised.Amount, RefundStanding.Owed, promised.By, promised.At)
        {
            Lines = promised.Lines,
            ByUnits = promised.ByUnits,
            Shares = ReturnRules.Shares(order.Quote, order.Payment.Refunds, promised.Lines, promised.Amount),
        };
        return Note(order, OrderDeed.RefundPromised, promised.At, promised.By, Digits(promised.Amount)) with
        {
            Payment = order.Payment with { Refunds = order.Payment.Refunds.Add(refund) },
        };
    }

    private static OrderState Settle(OrderState order, PaymentAnswer answer, RefundStanding standing, DateTimeOffset at)
    {
        var payment = order.Payment;
        var refund = payment.Refunds.FirstOrDefault(r => answer.TaskKey == TaskKey(order, RefundTaskKey(r.Key)));
        if (refund is null || refund.Standing == standing) return order;
        var refunds = payment.Refunds.Replace(refund, refund with { Standing = standing });
        // The provider's own total may lag behind its answer; what it has just confirmed must not look unpaid.
        var done = new Yen(refunds.Where(r => r.Standing == RefundStanding.Done).Sum(r => r.Amount.Amount));
        var deed = standing == RefundStanding.Done ? OrderDeed.RefundDone : OrderDeed.RefundRejected;
        var settled = Note(order, deed, at, Provider, Digits(refund.Amount)) with
        {
            // Told when the money is on its way, not when it was promised.
            PartNotices = standing == RefundStanding.Done
                ? order.PartNotices.Add(new(Messaging.MessagePurpose.OrderRefunded, refund.Key))
                : order.PartNotices,
            Payment = payment with { Refunds = refunds, Refunded = done > payment.Refunded ? done : payment.Refunded },
        };
        return standing == RefundStanding.Done && PaperRules.OfReturn(settled, refund, at) is { } paper ? Issued(settled, paper) : settled;
    }

    /// <summary>A dispute is told of again with each of its turns: one entry per dispute, and a line of the order's life for each turn.</summary>
    private static OrderState Dispute(OrderState order, PaymentDispute? told, DateTimeOffset at)
    {
        if (told is null) return order;
        var known = order.Disputes.FirstOrDefault(dispute => dispute.DisputeId == told.DisputeId);
        if (known == told || (known is null && order.Disputes.Length >= MostDisputes)) return order;
        var disputes = known is null ? order.Disputes.Add(told) : order.Disputes.Replace(known, told);
        return Note(order, OrderDeed.Disputed, at, Provider, told.Status) with { Disputes = disputes };
    }

    private static string Digits(Yen amount) => Digits(amount.Amount);

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Rank(PaymentStanding standing) => standing switch
    {
        PaymentStanding.Open => 1,
        PaymentStanding.AwaitingDeposit => 2,
        PaymentStanding.Authorised => 3,
        PaymentStanding.Cancelled => 4,
        PaymentStanding.Captured => 5,
        PaymentStanding.Unknown or PaymentStanding.Rejected => 0,
        _ => throw new System.Diagnostics.UnreachableException($"payment standing {standing}"),
    };
}
