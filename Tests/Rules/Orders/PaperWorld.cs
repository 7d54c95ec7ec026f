using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Payments;
using static Commerce.Tests.Rules.Orders.OrderTesting;

namespace Commerce.Tests.Rules.Orders;

/// <summary>
/// One order with everything around it on paper: a provider that knows what happened, a stock of one unit, an outbox. What the order owes is
/// done when it says so; the provider's answers arrive when a test says so, however old.
/// </summary>
internal sealed class PaperWorld(OrderState order)
{
    private readonly Dictionary<string, bool> _refunds = [];
    private readonly HashSet<string> _told = [];
    private bool _held = true, _sold, _lateSold;

    public OrderState Order { get; private set; } = order;

    public DateTimeOffset Now { get; set; } = Noon;

    /// <summary>How the payment stands at the provider in truth.</summary>
    public PaymentAnswer Truth { get; set; } = Snapshot(PaymentStanding.Open);

    /// <summary>Somebody else takes the unit as soon as it is free.</summary>
    public bool Crowded { get; init; }

    public int UnitsSold => (_sold ? 1 : 0) + (_lateSold ? 1 : 0);

    public int TimesTold(MessagePurpose purpose) => _told.Count(told => told.StartsWith(purpose + ".", StringComparison.Ordinal));

    public static PaymentAnswer Snapshot(PaymentStanding standing, long captured = 0, long refunded = 0, string? decline = null, PaymentDispute? dispute = null) => new(
        PaymentVerb.Ask, "order-1.ask", standing, "pi_1", new(captured), new(refunded), null, decline,
        standing == PaymentStanding.AwaitingDeposit ? Voucher : null, dispute);

    /// <summary>An answer arrives, and what follows from it inside the shop is done.</summary>
    public void Hear(PaymentAnswer answer) => Take(OrderRules.Heard(Order, answer, Now));

    public void Take(Decision<Refusal?, OrderEvent> decision)
    {
        Order = Order.After(decision);
        while (Order.Owed != OrderEffects.None || !Order.Notices.IsEmpty || !Order.PartNotices.IsEmpty) Order = Order.After(Work());
    }

    /// <summary>Until nothing is wanted of the provider and no time can change anything any more.</summary>
    public void Settle()
    {
        for (var day = 0; day < 12; day++)
        {
            Ask();
            Now = Now.AddDays(1);
            Take(OrderRules.Tick(Order, Now));
        }

        Ask();
    }

    /// <summary>The dispatcher: one task after the other until none is left.</summary>
    public void Ask()
    {
        for (var step = 0; OrderRules.NextTask(Order) is { } task; step++)
        {
            Assert.True(step < 16, $"{task.Verb} again and again");
            Hear(Answer(task));
        }
    }

    private PaymentAnswer Answer(PaymentTask task)
    {
        var standing = Truth.Standing;
        switch (task.Verb)
        {
            case PaymentVerb.Cancel when standing == PaymentStanding.Captured:
                return Truth with { Verb = task.Verb, TaskKey = task.Key, Standing = PaymentStanding.Rejected };
            case PaymentVerb.Cancel:
                Truth = Truth with { Standing = PaymentStanding.Cancelled, Voucher = null };
                break;
            case PaymentVerb.Refund when !_refunds.ContainsKey(task.Key):
                _refunds[task.Key] = task.Amount <= Truth.CapturedTotal - Truth.RefundedTotal;
                if (_refunds[task.Key]) Truth = Truth with { RefundedTotal = Truth.RefundedTotal + task.Amount };
                break;
        }

        var rejected = task.Verb == PaymentVerb.Refund && !_refunds[task.Key];
        return Truth with { Verb = task.Verb, TaskKey = task.Key, Standing = rejected ? PaymentStanding.Rejected : Truth.Standing };
    }

    private OrderEvent[] Work()
    {
        var owed = Order.Owed;
        if (owed.HasFlag(OrderEffects.SecureUnits)) return [.. OrderRules.Secured(Order, Secure(), Now).Events];
        if (owed.HasFlag(OrderEffects.ExtendHolds)) return [new HoldsExtended(Order.HeldUntil!.Value)];
        if (owed.HasFlag(OrderEffects.ReleaseUnits)) (_held, _sold, _lateSold) = (false, false, false);
        foreach (var purpose in Order.Notices) _told.Add(NoticeIds.Of(purpose, Order.OrderId) + (purpose == MessagePurpose.OrderPaid ? $".{Order.Version}" : ""));
        foreach (var (purpose, part) in Order.PartNotices) _told.Add(NoticeIds.Of(purpose, Order.OrderId, part));
        return
        [
            new EffectsDone(owed), .. Order.Notices.Select(purpose => new NoticeQueued(purpose)),
            .. Order.PartNotices.Select(notice => new PartNoticeQueued(notice)),
        ];
    }

    private Refusal? Secure()
    {
        if (_held || _sold) (_held, _sold) = (false, true);
        else if (!_lateSold && Crowded) return new(Reason.SoldOut);
        else _lateSold = true;
        return null;
    }
}
