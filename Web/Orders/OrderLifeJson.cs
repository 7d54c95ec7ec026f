using Commerce.Orders;
using Commerce.Payments;

namespace Commerce.Web.Orders;

/// <param name="Address">The provider's page with the numbers for each chain of shops.</param>
/// <param name="PayBefore">Until when, UTC.</param>
internal sealed record VoucherJson(string Address, DateTimeOffset PayBefore);

internal sealed record UnitsJson(string Sku, int Quantity)
{
    public static UnitsJson Of(OrderUnits units) => new(units.Sku, units.Quantity);

    public static ImmutableArray<OrderUnits> Read(UnitsJson[]? lines) => [.. (lines ?? []).Select(line => new OrderUnits(line.Sku, line.Quantity))];
}

internal sealed record ParcelJson(string Carrier, string TrackingNumber, UnitsJson[] Lines, DateTimeOffset At)
{
    public static ParcelJson Of(Parcel parcel) => new(parcel.Carrier, parcel.TrackingNumber, [.. parcel.Lines.Select(UnitsJson.Of)], parcel.At);
}

/// <summary>What only staff see of an order. Amounts are whole yen.</summary>
/// <param name="FeeRate">The platform's rate, basis points.</param>
/// <param name="CaptureEnds">When an authorisation that is not captured ends, UTC.</param>
/// <param name="ToSend">Units that have neither left nor been given up.</param>
internal sealed record StaffPartJson(
    int FeeRate, long Fee, long FeeReturned, DateTimeOffset? CaptureEnds, UnitsJson[] ToSend, RefundJson[] Refunds, DisputeJson[] Disputes,
    LifeJson[] Life)
{
    public static StaffPartJson Of(OrderView order) => new(
        order.Fee?.Rate ?? 0, order.Fee?.Charged.Amount ?? 0, order.Fee?.Returned.Amount ?? 0, order.CaptureEnds,
        [.. order.ToSend.Select(UnitsJson.Of)],
        [.. order.Refunds.Select(refund => new RefundJson(
            refund.Key, refund.Amount.Amount, refund.Standing, [.. refund.Lines.Select(UnitsJson.Of)], refund.By?.Who, refund.By?.Why, refund.At)
        {
            Shares = [.. refund.Shares.Select(share => new RateShareJson(share.RatePercent, share.Amount.Amount))],
        })],
        [.. order.Disputes.Select(DisputeJson.Of)],
        [.. order.Steps.Select(step => new LifeJson(step.Status, step.Deed, step.At, step.By.Who, step.By.Why, step.Note))]);
}

/// <param name="Key">The caller's Idempotency-Key; one with a colon is the shop's own.</param>
internal sealed record RefundJson(
    string Key, long Amount, RefundStanding Standing, UnitsJson[] Lines, string? Who, string? Why, DateTimeOffset? At)
{
    /// <summary>What of each tax rate goes back with it.</summary>
    public RateShareJson[] Shares { get; init; } = [];
}

internal sealed record RateShareJson(int RatePercent, long Amount);

/// <param name="Status">The provider's word.</param>
/// <param name="DueBy">Until when evidence is taken, UTC.</param>
internal sealed record DisputeJson(string DisputeId, string Status, string Reason, long Amount, DateTimeOffset? DueBy)
{
    public static DisputeJson Of(PaymentDispute dispute) =>
        new(dispute.DisputeId, dispute.Status, dispute.Reason, dispute.Amount.Amount, dispute.EvidenceDueBy);
}

internal sealed record LifeJson(OrderStatus Status, OrderDeed Deed, DateTimeOffset At, string Who, string Why, string? Note);
