namespace Commerce.Orders;

/// <summary>
/// What of each rate goes back with a refund. Goods that are given up return what was paid for them, at their own rate; an amount without
/// goods takes from every rate in proportion to what is left of it. All refunds together never take more of a rate than was paid at it, and
/// when all of it is back, so is its tax, to the yen. Pure.
/// </summary>
internal static class ReturnRules
{
    /// <summary>
    /// What was paid for units: the price of the order less the line's own share of coupon and points. Rounded down on all units given up so
    /// far, so that a line that is given up piece by piece returns all that was paid for it.
    /// </summary>
    /// <param name="quote">The order's price.</param>
    /// <param name="units">One entry per SKU; an unknown one is worth nothing.</param>
    /// <param name="before">Units given up before.</param>
    public static Yen PaidFor(Quote quote, ImmutableArray<OrderUnits> units, IEnumerable<OrderUnits> before)
    {
        var gone = before.GroupBy(unit => unit.Sku).ToDictionary(same => same.Key, same => same.Sum(unit => unit.Quantity));
        return Sum(units.Select(unit => LineOf(quote, unit.Sku) is { } line
            ? Worth(line, gone.GetValueOrDefault(unit.Sku) + unit.Quantity) - Worth(line, gone.GetValueOrDefault(unit.Sku))
            : Yen.Zero));
    }

    /// <summary>
    /// The shares of a new refund, one for each rate it takes from. Of an amount that is not what was paid for its goods, a smaller one is
    /// divided among their rates, and the rest of a larger one among what is left of all (largest remainder).
    /// </summary>
    public static ImmutableArray<RateShare> Shares(Quote quote, ImmutableArray<RefundItem> earlier, ImmutableArray<OrderUnits> units, Yen amount)
    {
        var left = Left(quote, earlier);
        Yen[] goods = [.. quote.Taxes.Select((part, i) => Least(
            PaidFor(quote, [.. units.Where(unit => LineOf(quote, unit.Sku)?.RatePercent == part.RatePercent)], GivenUp(earlier)), left[i]))];
        var ofGoods = Split.ByLargestRemainder(Least(amount, Sum(goods)), goods);
        Yen[] rest = [.. left.Select((yen, i) => yen - ofGoods[i])];
        var ofRest = Split.ByLargestRemainder(Least(amount - Sum(ofGoods), Sum(rest)), rest);
        return
        [
            .. quote.Taxes.Select((part, i) => new RateShare(part.RatePercent, ofGoods[i] + ofRest[i])).Where(share => share.Amount > Yen.Zero),
        ];
    }

    /// <summary>
    /// The parts of a refund that is done. The tax is what the tax in all money given back at that rate grows by: however a sale is cut up, a
    /// full return gives back exactly the tax of the sale.
    /// </summary>
    public static ImmutableArray<TaxPart> Taxes(Quote quote, ImmutableArray<RefundItem> refunds, string key)
    {
        var taxes = ImmutableArray.CreateBuilder<TaxPart>();
        var refund = refunds.First(item => item.Key == key);
        var others = refunds.Where(item => item.Key != key && item.Standing == RefundStanding.Done).ToArray();
        foreach (var share in refund.Shares)
        {
            var part = quote.Taxes.First(rate => rate.RatePercent == share.RatePercent);
            var before = Sum(others.SelectMany(item => item.Shares).Where(other => other.RatePercent == share.RatePercent).Select(other => other.Amount));
            taxes.Add(new(share.RatePercent, share.Amount, TaxBack(quote, part, before + share.Amount) - TaxBack(quote, part, before)));
        }

        return taxes.ToImmutable();
    }

    public static IEnumerable<OrderUnits> GivenUp(ImmutableArray<RefundItem> refunds) =>
        refunds.Where(refund => refund.Standing != RefundStanding.Rejected).SelectMany(refund => refund.Lines);

    /// <summary>What has not been promised of each rate. A refund from before shares were kept counts as it would be divided now.</summary>
    private static Yen[] Left(Quote quote, ImmutableArray<RefundItem> earlier)
    {
        Yen[] left = [.. quote.Taxes.Select(part => part.Taxable)];
        foreach (var refund in earlier.Where(refund => refund.Standing != RefundStanding.Rejected))
        {
            var old = refund.Shares.IsEmpty ? Split.ByLargestRemainder(Least(refund.Amount, Sum(left)), left) : [];
            for (var i = 0; i < left.Length; i++)
            {
                left[i] -= refund.Shares.IsEmpty ? old[i] : Sum(refund.Shares.Where(share => share.RatePercent == quote.Taxes[i].RatePercent).Select(share => share.Amount));
            }
        }

        return left;
    }

    private static Yen TaxBack(Quote quote, TaxPart part, Yen back) =>
        back == part.Taxable ? part.Tax : Least(PricingRules.TaxIn(back, part.RatePercent, quote.Rounding), part.Tax);

    private static Yen Worth(QuoteLine line, int units) =>
        new((long)((Int128)(line.Amount - line.Discount - line.Points).Amount * Math.Clamp(units, 0, line.Quantity) / line.Quantity));

    private static QuoteLine? LineOf(Quote quote, string sku) => quote.Lines.FirstOrDefault(line => line.Sku == sku);

    private static Yen Sum(IEnumerable<Yen> amounts) => amounts.Aggregate(Yen.Zero, (sum, amount) => sum + amount);

    private static Yen Least(Yen one, Yen other) => one < other ? one : other;
}
