using Commerce.Catalog;

namespace Commerce.Orders;

/// <summary>The lines that stand on papers. They always add up to the paper's total. Pure.</summary>
internal static class PaperLines
{
    /// <summary>As they were priced on the day of the order; fees are taxed at the standard rate of that day.</summary>
    public static ImmutableArray<PaperLine> OfSale(Quote quote, DateOnly day)
    {
        var lines = quote.Lines.Select(line => new PaperLine(
            PaperLineKind.Goods, line.Name, line.Quantity, line.UnitPrice, line.Amount, line.RatePercent, line.Tax == TaxClass.Reduced)).ToList();
        var standard = TaxTable.PercentOf(TaxClass.Standard, day);
        if (quote.Shipping > Yen.Zero) lines.Add(new(PaperLineKind.Shipping, "", 1, Yen.Zero, quote.Shipping, standard, false));
        if (quote.Wrapping > Yen.Zero)
        {
            var tax = quote.Input?.Wrapping?.Tax ?? TaxClass.Standard;
            lines.Add(new(
                PaperLineKind.Wrapping, quote.Input?.Wrapping?.Name ?? "", 1, Yen.Zero, quote.Wrapping,
                TaxTable.PercentOf(tax, day), tax == TaxClass.Reduced));
        }

        if (quote.Discount > Yen.Zero) lines.Add(new(PaperLineKind.Discount, "", 1, Yen.Zero, Yen.Zero - quote.Discount, null, false));
        if (quote.Points > Yen.Zero) lines.Add(new(PaperLineKind.Points, "", 1, Yen.Zero, Yen.Zero - quote.Points, null, false));
        return [.. lines];
    }

    /// <summary>All of the sale when all of it goes back; else the goods that are given up; without any, a part of each rate.</summary>
    /// <param name="quote">The order's price.</param>
    /// <param name="refunds">All of the order, this one among them.</param>
    /// <param name="key">Which refund.</param>
    /// <param name="day">On which the order was priced.</param>
    public static ImmutableArray<PaperLine> OfReturn(Quote quote, ImmutableArray<RefundItem> refunds, string key, DateOnly day)
    {
        var refund = refunds.First(item => item.Key == key);
        var all = quote.Taxes.Where(part => part.Taxable > Yen.Zero).Select(part => new RateShare(part.RatePercent, part.Taxable));
        if (refund.Shares.SequenceEqual(all)) return OfSale(quote, day);
        return refund.Lines.IsEmpty
            ? [.. refund.Shares.Select(share => PartOf(quote, share))]
            : GivenUp(quote, refund, [.. refunds.TakeWhile(item => item.Key != key)]);
    }

    private static ImmutableArray<PaperLine> GivenUp(Quote quote, RefundItem refund, ImmutableArray<RefundItem> before)
    {
        var lines = refund.Lines.Select(unit =>
        {
            var line = quote.Lines.First(known => known.Sku == unit.Sku);
            var paid = ReturnRules.PaidFor(quote, [unit], ReturnRules.GivenUp(before));
            return new PaperLine(PaperLineKind.Goods, line.Name, unit.Quantity, Yen.Zero, paid, line.RatePercent, line.Tax == TaxClass.Reduced);
        }).ToList();
        var more = refund.Amount - new Yen(lines.Sum(line => line.Amount.Amount));
        if (more != Yen.Zero) lines.Add(new(PaperLineKind.Difference, "", 1, Yen.Zero, more, null, false));
        return [.. lines];
    }

    private static PaperLine PartOf(Quote quote, RateShare share)
    {
        QuoteLine[] goods = [.. quote.Lines.Where(line => line.RatePercent == share.RatePercent)];
        return new(
            PaperLineKind.Part, goods is [var first, ..] ? first.Name : "", goods.Length, Yen.Zero, share.Amount, share.RatePercent,
            goods.Any(line => line.Tax == TaxClass.Reduced));
    }
}
