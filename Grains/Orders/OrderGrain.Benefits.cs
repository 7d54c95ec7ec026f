using Commerce.Promotions;

namespace Commerce.Orders;

/// <summary>What an order does with its customer's coupon and points. Each call is idempotent by the order's id.</summary>
internal sealed partial class OrderGrain
{
    private async Task<OrderEvent> SpendBenefits(OrderState order) => OrderRules.Spent(await SpendBenefits(order, order.OrderId), clock.GetUtcNow());

    /// <summary>
    /// Money came for an order that had ended: what it spent has gone back, or goes now, and is spent anew under another name. A coupon
    /// that is used up meanwhile means that the price cannot be had any more.
    /// </summary>
    private async Task<Refusal?> BenefitsAgain(OrderState order)
    {
        if (!OrderRules.HasBenefits(order)) return null;
        await ReturnBenefits(order, order.OrderId);
        return await SpendBenefits(order, OrderRules.LateName(order));
    }

    private async Task<Refusal?> SpendBenefits(OrderState order, string spending)
    {
        if (order.Quote.CouponCode is { } code && (await Coupons(order).Redeem(new(spending, code))).Refused is { } refused) return refused;
        return order.Quote.Points > Yen.Zero
            ? (await Points(order).Spend(new(spending, checked((int)order.Quote.Points.Amount)))).Refused
            : null;
    }

    private async Task ReturnBenefits(OrderState order)
    {
        foreach (var spending in OrderRules.Spendings(order)) await ReturnBenefits(order, spending);
    }

    private async Task ReturnBenefits(OrderState order, string spending)
    {
        if (order.Quote.CouponCode is not null) await Coupons(order).Return(new(spending));
        if (order.Quote.Points > Yen.Zero) await Points(order).Return(new(spending));
    }

    private Task<PointsReply> EarnPoints(OrderState order) =>
        Points(order).Earn(new(order.OrderId, OrderRules.PointsEarned(order), order.Quote.Input!.PointValidDays));

    private ICouponHolderGrain Coupons(OrderState order) => GrainFactory.GetGrain<ICouponHolderGrain>(Keys.Of(_shop, order.CustomerId));

    private IPointsGrain Points(OrderState order) => GrainFactory.GetGrain<IPointsGrain>(Keys.Of(_shop, order.CustomerId));
}
