namespace Commerce.Orders;

/// <summary>Refunds that the provider refused and nobody has made good: people must settle them.</summary>
public static class RefundsToSettle
{
    /// <summary>
    /// A refused refund is settled by a later one of at least its amount that was not refused, and by everything that was paid having gone back.
    /// </summary>
    public static ImmutableArray<RefundItem> Of(OrderView order) => order.Payment.Refunded >= order.Payment.Captured
        ? []
        : [.. order.Refunds.Where((refund, place) => refund.Standing == RefundStanding.Rejected && !IsMadeGood(order.Refunds, refund, place))];

    private static bool IsMadeGood(ImmutableArray<RefundItem> refunds, RefundItem refused, int place) =>
        refunds.Skip(place + 1).Any(later => later.Standing is RefundStanding.Owed or RefundStanding.Done && later.Amount >= refused.Amount);
}
