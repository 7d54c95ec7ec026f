using Commerce.Payments;

namespace Commerce.Orders;

/// <summary>What others see of an order's state.</summary>
internal static class OrderViews
{
    public static OrderView Of(OrderState order) => new(
        order.OrderId, order.Number, order.CustomerId, order.Status, order.Quote, order.Recipient!, Of(order.Payment),
        order.PlacedAt, order.HeldUntil, order.Refused, order.Steps, order.Shipment, order.Version, order.JudgedBy)
    {
        Choice = order.Choice,
        Ledger = order.Ledger,
        Parcels = order.Parcels,
        Disputes = order.Disputes,
        Voucher = order.Voucher,
        ShopperCancels = order.ShopperCancels,
        Refunds = order.Payment.Refunds,
        Fee = new(order.Payment.FeeRate, order.Payment.Fee, order.Payment.FeeReturned),
        CaptureEnds = OrderRules.CaptureEnds(order),
        ToSend = order.Status is OrderStatus.Paid or OrderStatus.PartlyShipped ? OrderRules.ToSend(order) : [],
        Details = order.Details,
        Slot = order.Slot,
        Legal = order.Legal,
        ShopVersion = order.ShopVersion,
        Papers = [.. order.Papers.Select(paper => new PaperEntry(paper.Number, paper.Kind, paper.Day, paper.Total, paper.Issues.Length))],
    };

    /// <summary>As the live desk shows it: 「限定スニーカー ×1 ほか2点」.</summary>
    public static Feed.FeedOrder Line(OrderView order)
    {
        var first = order.Quote.Lines[0];
        var more = order.Quote.Lines.Skip(1).Sum(line => line.Quantity);
        var summary = $"{first.Name} ×{first.Quantity}" + (more > 0 ? $" ほか{more}点" : "");
        return new(order.OrderId, order.Version, order.Number, order.Status, order.Quote.Total, order.Payment.Captured,
            order.Payment.Refunded, order.PlacedAt, order.Steps[^1].At, summary, order.Recipient.Name,
            order.Steps.Any(step => step.Deed is OrderDeed.CaptureEndsIn48Hours or OrderDeed.CaptureEndsIn24Hours) ? order.CaptureEnds : null);
    }

    private static PaymentView Of(PaymentState payment) => new(
        payment.Standing, payment.IntentId, payment.Captured, payment.Refunded, payment.RefundOwed,
        payment.DeclineCode, payment.CaptureBefore, payment.Unsettled, payment.Payee);
}
