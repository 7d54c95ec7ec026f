using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What a paid order says on its receipt. Pure: everything is taken from the order as it was placed.</summary>
internal static class ReceiptRules
{
    /// <summary>Null while no money has been captured, and for orders from before receipts, which know no seller.</summary>
    public static ReceiptView? Of(OrderView order, TimeZoneInfo zone)
    {
        if (order.Payment.Captured <= Yen.Zero || order.Legal is not { } seller) return null;
        var paidOn = zone.DayOf(PaidAt(order));
        return new(
            order.OrderId, order.Number, seller, seller.InvoiceNumber, (order.Details.Orderer ?? order.Recipient).Name,
            paidOn, SentAt(order) is { } sent ? zone.DayOf(sent) : paidOn,
            Lines(order.Quote, OrderIds.Day(order.Number)), order.Quote.Total, order.Quote.Taxes, Returns(order, zone), order.Choice.Method);
    }

    /// <summary>As they were priced on the day of the order; fees are taxed at the standard rate of that day.</summary>
    private static ImmutableArray<ReceiptLine> Lines(Quote quote, DateOnly day)
    {
        var lines = quote.Lines.Select(line => new ReceiptLine(
            ReceiptLineKind.Goods, line.Name, line.Quantity, line.UnitPrice, line.Amount, line.RatePercent, line.Tax == TaxClass.Reduced)).ToList();
        var standard = TaxTable.PercentOf(TaxClass.Standard, day);
        if (quote.Shipping > Yen.Zero) lines.Add(new(ReceiptLineKind.Shipping, "", 1, quote.Shipping, quote.Shipping, standard, false));
        if (quote.Wrapping > Yen.Zero)
        {
            var tax = quote.Input?.Wrapping?.Tax ?? TaxClass.Standard;
            lines.Add(new(
                ReceiptLineKind.Wrapping, quote.Input?.Wrapping?.Name ?? "", 1, quote.Wrapping, quote.Wrapping,
                TaxTable.PercentOf(tax, day), tax == TaxClass.Reduced));
        }

        if (quote.Discount > Yen.Zero) lines.Add(new(ReceiptLineKind.Discount, "", 1, Yen.Zero - quote.Discount, Yen.Zero - quote.Discount, null, false));
        if (quote.Points > Yen.Zero) lines.Add(new(ReceiptLineKind.Points, "", 1, Yen.Zero - quote.Points, Yen.Zero - quote.Points, null, false));
        return [.. lines];
    }

    /// <summary>
    /// The refunds, oldest first. Each takes from every rate in proportion to what is left of it (largest remainder, ties to the larger
    /// share), and its tax is what the tax of all returns so far grows by: a full refund gives back the whole tax, to the yen.
    /// </summary>
    private static ImmutableArray<ReceiptReturn> Returns(OrderView order, TimeZoneInfo zone)
    {
        var (parts, back) = (order.Quote.Taxes, order.Quote.Taxes.Select(_ => Yen.Zero).ToArray());
        var returns = ImmutableArray.CreateBuilder<ReceiptReturn>();
        foreach (var refund in order.Refunds.Where(refund => refund.Standing == RefundStanding.Done))
        {
            var left = parts.Select((part, i) => part.Taxable - back[i]).ToArray();
            var amount = Least(refund.Amount, new(left.Sum(yen => yen.Amount)));
            var shares = Split(amount, left);
            var taxes = parts.Select((part, i) => new TaxPart(part.RatePercent, shares[i],
                TaxBack(order.Quote, part, back[i] + shares[i]) - TaxBack(order.Quote, part, back[i]))).ToArray();
            for (var i = 0; i < back.Length; i++) back[i] += shares[i];
            returns.Add(new(zone.DayOf(refund.At ?? PaidAt(order)), amount, [.. taxes.Where(part => part.Taxable > Yen.Zero)]));
        }

        return returns.ToImmutable();
    }

    private static Yen TaxBack(Quote quote, TaxPart part, Yen back) =>
        back == part.Taxable ? part.Tax : Least(PricingRules.TaxIn(back, part.RatePercent, quote.Rounding), part.Tax);

    private static Yen[] Split(Yen amount, Yen[] over)
    {
        var whole = over.Sum(yen => yen.Amount);
        if (whole == 0) return [.. over.Select(_ => Yen.Zero)];
        var shares = over.Select(part => (Floor: (long)((Int128)amount.Amount * part.Amount / whole), Left: (Int128)amount.Amount * part.Amount % whole)).ToArray();
        var missing = amount.Amount - shares.Sum(share => share.Floor);
        var more = Enumerable.Range(0, over.Length)
            .OrderByDescending(i => shares[i].Left).ThenByDescending(i => over[i].Amount).Take((int)missing).ToHashSet();
        return [.. shares.Select((share, i) => new Yen(share.Floor + (more.Contains(i) ? 1 : 0)))];
    }

    private static Yen Least(Yen one, Yen other) => one < other ? one : other;

    private static DateTimeOffset PaidAt(OrderView order) =>
        order.Ledger.FirstOrDefault(entry => entry.Amount > Yen.Zero)?.At
        ?? order.Steps.FirstOrDefault(step => step.Status == OrderStatus.Paid)?.At
        ?? order.PlacedAt;

    private static DateTimeOffset? SentAt(OrderView order) =>
        order.Parcels is [var first, ..] ? first.At : order.Steps.FirstOrDefault(step => step.Status == OrderStatus.Shipped)?.At;
}
