using System.Diagnostics;
using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>Tax: from an entered price to the one that is shown, and from a total to the tax in it.</summary>
internal static partial class PricingRules
{
    /// <summary>Highest rate first. A fee for delivery is taxed at the standard rate, whatever is in the parcel.</summary>
    private static ImmutableArray<TaxPart> TaxParts(ImmutableArray<QuoteLine> lines, Yen shipping, PricingInput input)
    {
        var amounts = lines.Select(line => (Rate: line.RatePercent, Paid: line.Amount - line.Discount - line.Points, Off: line.Discount + line.Points));
        if (shipping > Yen.Zero) amounts = amounts.Append((PercentOf(TaxClass.Standard, input), shipping, Yen.Zero));
        if (input.Wrapping is { } wrapping && wrapping.Fee > Yen.Zero) amounts = amounts.Append((PercentOf(wrapping.Tax, input), wrapping.Fee, Yen.Zero));

        return
        [
            .. amounts.GroupBy(part => part.Rate)
                .OrderByDescending(rate => rate.Key)
                .Select(rate => (Rate: rate.Key, Paid: Sum(rate.Select(part => part.Paid)), Off: Sum(rate.Select(part => part.Off))))
                .Select(part => new TaxPart(part.Rate, part.Paid, TaxIn(part.Paid, part.Rate, input.Rounding), part.Off)),
        ];
    }

    /// <summary>The tax contained in an inclusive amount: <c>amount × rate ÷ (100 + rate)</c>, rounded as the shop does.</summary>
    public static Yen TaxIn(Yen inclusive, int ratePercent, TaxRounding rounding) =>
        Divide(checked(inclusive.Amount * ratePercent), 100L + ratePercent, rounding);

    /// <summary>The price that is shown for one that was entered without tax: <c>net × (100 + rate) ÷ 100</c>, rounded as the shop does.</summary>
    public static Yen Inclusive(Yen net, int ratePercent, TaxRounding rounding) =>
        Divide(checked(net.Amount * (100L + ratePercent)), 100, rounding);

    /// <summary>The magnitude is rounded and the sign kept, so that taking a sale back takes back exactly its tax.</summary>
    private static Yen Divide(long dividend, long divisor, TaxRounding rounding)
    {
        if (dividend < 0) return Yen.Zero - Divide(checked(-dividend), divisor, rounding);
        return new(rounding switch
        {
            TaxRounding.Down => dividend / divisor,
            TaxRounding.HalfUp => checked((2 * dividend) + divisor) / (2 * divisor),
            TaxRounding.Up => checked(dividend + divisor - 1) / divisor,
            _ => throw new UnreachableException($"tax rounding {rounding}"),
        });
    }
}
