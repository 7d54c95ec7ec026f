namespace Commerce.Orders;

/// <summary>Coupon and points of an order: spent after its units are held and before it can be paid, returned when it comes to nothing.</summary>
public static partial class OrderRules
{
    /// <summary>What an ending order owes, and money that still arrives calls off.</summary>
    private const OrderEffects Ending = OrderEffects.ReleaseUnits | OrderEffects.ExtendHolds | OrderEffects.ReturnBenefits;

    public static bool HasBenefits(OrderState order) => order.Quote.CouponCode is not null || order.Quote.Points > Yen.Zero;

    /// <summary>The coupon was redeemed and the points were spent, or one of them was refused.</summary>
    public static OrderEvent Spent(Refusal? refused, DateTimeOffset now) =>
        refused is null ? new BenefitsSpent(now) : new BenefitsRefused(refused, now);

    /// <summary>What an order holds and spends under when its money came after it had ended and given all of it back.</summary>
    public static string LateName(OrderState order) => order.OrderId + ".late";

    /// <summary>The names under which the order may have spent. One that is returned can never spend again, so the late one only when it was tried.</summary>
    public static ImmutableArray<string> Spendings(OrderState order)
    {
        var ended = order.Steps.Any(step => step.Status == OrderStatus.Expired);
        var tried = order.Status == OrderStatus.Expired ? order.Refused is not null : ended;
        return tried ? [order.OrderId, LateName(order)] : [order.OrderId];
    }

    /// <summary>Points for what was kept of the money: refunds lower them in proportion, rounded down.</summary>
    public static int PointsEarned(OrderState order)
    {
        var (paid, kept) = (order.Payment.Captured.Amount, order.Payment.Refundable.Amount);
        return paid <= 0 || kept <= 0 ? 0 : (int)((Int128)order.Quote.PointsToEarn * kept / paid);
    }

    private static OrderState SetAside(OrderState order, UnitsSetAside held)
    {
        var spends = HasBenefits(order);
        return (spends ? order : Step(order, OrderStatus.AwaitingPayment, held.At, Actor.System)) with
        {
            HeldUntil = held.Until,
            JudgedBy = held.JudgedBy,
            Owed = (order.Owed & ~OrderEffects.HoldUnits) | (spends ? OrderEffects.SpendBenefits : OrderEffects.None),
        };
    }

    private static OrderEffects Returning(OrderState order) => HasBenefits(order) ? OrderEffects.ReturnBenefits : OrderEffects.None;

    private static OrderState Earning(OrderState order) =>
        PointsEarned(order) > 0 ? order with { Owed = order.Owed | OrderEffects.EarnPoints } : order;
}
