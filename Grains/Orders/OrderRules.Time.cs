using Commerce.Payments;

namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

public static partial class OrderRules
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Latest = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstWarning = TimeSpan.FromHours(48);
    private static readonly TimeSpan LastWarning = TimeSpan.FromHours(24);

    /// <summary>
    /// Time passed. An unpaid order ends with its hold; until then the provider is asked now and then, so that a payment is noticed
    /// although its webhook was lost and its shopper has gone. An authorisation that nobody captures ends by itself, with two warnings before.
    /// </summary>
    public static OrderDecision Tick(OrderState order, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.AwaitingPayment when order.Payment.Standing is PaymentStanding.Unknown or PaymentStanding.Open =>
            now >= order.HeldUntil ? new(null, new OrderExpired(now, Actor.System)) : Stirred(order),
        // The provider is asked before it ends: who paid in the last minute has paid. Its answer ends it (Heard), or its long silence.
        OrderStatus.AwaitingDeposit => now - order.HeldUntil >= DepositGrace ? new(null, new OrderExpired(now, Actor.System)) : Stirred(order),
        OrderStatus.Confirmed when CaptureEnds(order) is { } ends => CaptureDue(order, ends, now),
        _ => new(null),
    };

    /// <summary>When (UTC) the authorisation ends that is still to be captured; null when there is none.</summary>
    public static DateTimeOffset? CaptureEnds(OrderState order) => order.Status == OrderStatus.Confirmed
        ? order.Payment.CaptureBefore ?? order.Steps.Last(step => step.Status == OrderStatus.Confirmed && step.Deed == OrderDeed.Moved).At + CaptureWithin
        : null;

    /// <summary>Nothing is owed, asked or awaited: nobody needs to look again until somebody does something.</summary>
    public static bool AtRest(OrderState order) => !IsBusy(order) && order.Status is not (OrderStatus.AwaitingDeposit or OrderStatus.Confirmed);

    /// <summary>After how long the order must look at itself again; null: at rest.</summary>
    public static TimeSpan? LookAgain(OrderState order, DateTimeOffset now)
    {
        if (IsBusy(order)) return Soonest;
        if (AtRest(order)) return null;
        var next = CaptureEnds(order) is { } ends ? NextWarning(order, ends) : order.HeldUntil ?? now;
        return TimeSpan.FromTicks(Math.Clamp((next - now).Ticks, Soonest.Ticks, Latest.Ticks));
    }

    private static bool IsBusy(OrderState order) =>
        order.Owed != OrderEffects.None || !order.Notices.IsEmpty || !order.PartNotices.IsEmpty || NextTask(order) is not null
        || order.Status is OrderStatus.Placed or OrderStatus.AwaitingPayment;

    /// <summary>A capture that was asked for in time is the provider's to decide, however late its answer comes.</summary>
    private static OrderDecision CaptureDue(OrderState order, DateTimeOffset ends, DateTimeOffset now)
    {
        if (order.Payment.CaptureWanted) return new(null);
        if (now >= ends) return new(null, new OrderExpired(now, new(Actor.System.Who, "authorisation ended")));
        var due = now >= ends - LastWarning ? 2 : now >= ends - FirstWarning ? 1 : 0;
        return due > order.Payment.CaptureWarnings ? new(null, new CaptureWarned(due, now)) : new(null);
    }

    private static DateTimeOffset NextWarning(OrderState order, DateTimeOffset ends) => order.Payment.CaptureWarnings switch
    {
        0 => ends - FirstWarning,
        1 => ends - LastWarning,
        _ => ends,
    };
}
