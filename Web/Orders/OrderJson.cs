using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Web.Http;

namespace Commerce.Web.Orders;

/// <param name="Number">What people read and say.</param>
/// <param name="HeldUntil">Until when an unpaid order keeps its units, UTC.</param>
/// <param name="Refused">Why it never became an order; null when it did.</param>
/// <param name="Version">Rises with every change.</param>
/// <param name="JudgedBy">By SKU (and cap group), the version of the sale's settings that granted or refused it.</param>
/// <param name="MayCancel">The shopper may cancel it now, by the policy of the day it was placed.</param>
/// <param name="Staff">For staff only.</param>
internal sealed record OrderJson(
    string OrderId, string Number, string CustomerId, OrderStatus Status, QuoteJson Quote, RecipientJson Recipient, PaymentJson Payment,
    DateTimeOffset PlacedAt, DateTimeOffset? HeldUntil, ProblemJson? Refused, StepJson[] Steps, ShipmentJson? Shipment, int Version,
    ImmutableDictionary<string, long> JudgedBy, PaymentMethod Method, VoucherJson? Voucher, ParcelJson[] Parcels, bool MayCancel,
    StaffPartJson? Staff = null)
{
    public DetailsJson Details { get; init; } = new();

    /// <summary>The wished time of day as it was offered, with the carriers' codes; null: any.</summary>
    public SlotJson? Slot { get; init; }

    /// <summary>Receipt and returns that were issued, in the order of their numbers.</summary>
    public PaperEntryJson[] Papers { get; init; } = [];

    /// <summary>With what only staff may see.</summary>
    public static OrderJson ForStaff(OrderView order, TimeZoneInfo zone) => Of(order, zone) with { Staff = StaffPartJson.Of(order) };

    public static OrderJson Of(OrderView order, TimeZoneInfo zone) => new(
        order.OrderId, order.Number, order.CustomerId, order.Status, QuoteJson.Of(order.Quote), RecipientJson.Of(order.Recipient), PaymentJson.Of(order.Payment),
        order.PlacedAt, order.HeldUntil, order.Refused is { } refused ? Problems.From(refused).ToJson(zone) : null,
        [.. order.Steps.Where(step => step.Deed == OrderDeed.Moved).Select(step => new StepJson(step.Status, step.At))],
        order.Shipment is { } shipment ? new(shipment.Carrier, shipment.TrackingNumber) : null, order.Version, order.JudgedBy,
        order.Choice.Method, order.Voucher is { } voucher ? new(voucher.Address, voucher.PayBefore) : null,
        [.. order.Parcels.Select(ParcelJson.Of)], order.ShopperCancels.Allows(order.Status))
    {
        Details = DetailsJson.Of(order.Details),
        Slot = order.Slot is { } slot ? SlotJson.Of(slot) : null,
        Papers = [.. order.Papers.Select(PaperEntryJson.Of)],
    };
}

/// <summary>All amounts are whole yen, tax included.</summary>
/// <param name="ToFreeShipping">How much more goods make shipping free; null when it is free or never will be.</param>
/// <param name="Discount">Taken off by the coupon.</param>
/// <param name="Points">Points spent, one yen each.</param>
/// <param name="Surcharge">What is in <paramref name="Shipping"/> for prefecture and island.</param>
/// <param name="PointsToEarn">Points that the order earns when it is delivered.</param>
internal sealed record QuoteJson(
    QuoteLineJson[] Lines, long Goods, long Discount, long Points, long Wrapping, long Shipping, long Surcharge, long? ToFreeShipping,
    long Total, TaxPartJson[] Taxes, int PointsToEarn)
{
    public static QuoteJson Of(Quote quote) => new(
        [.. quote.Lines.Select(l => new QuoteLineJson(l.Sku, l.Name, l.Quantity, l.UnitPrice.Amount, l.Amount.Amount, l.Tax, l.RatePercent))],
        quote.Goods.Amount, quote.Discount.Amount, quote.Points.Amount, quote.Wrapping.Amount, quote.Shipping.Amount, quote.Surcharge.Amount,
        quote.ToFreeShipping?.Amount, quote.Total.Amount,
        [.. quote.Taxes.Select(t => new TaxPartJson(t.RatePercent, t.Taxable.Amount, t.Tax.Amount, t.Discount.Amount))], quote.PointsToEarn);
}

internal sealed record QuoteLineJson(string Sku, string Name, int Quantity, long UnitPrice, long Amount, TaxClass Tax, int RatePercent);

/// <param name="Taxable">What is paid at this rate, tax included.</param>
/// <param name="Discount">Coupon and points taken off the goods of this rate.</param>
internal sealed record TaxPartJson(int RatePercent, long Taxable, long Tax, long Discount);

/// <param name="Unsettled">The provider has been asked and has not answered yet.</param>
internal sealed record PaymentJson(
    PaymentStanding Standing, long Captured, long Refunded, long RefundOwed, string? DeclineCode, bool Unsettled)
{
    public static PaymentJson Of(PaymentView payment) => new(
        payment.Standing, payment.Captured.Amount, payment.Refunded.Amount, payment.RefundOwed.Amount, payment.DeclineCode, payment.Unsettled);
}

internal sealed record StepJson(OrderStatus Status, DateTimeOffset At);

internal sealed record ShipmentJson(string Carrier, string TrackingNumber);
