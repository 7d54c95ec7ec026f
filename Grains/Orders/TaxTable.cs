using Commerce.Catalog;

namespace Commerce.Orders;

/// <summary>Consumption tax rates as dated rows. A rate is never written anywhere else.</summary>
internal static class TaxTable
{
    // Planned by the cabinet on 2026-08-05 and not yet passed by the Diet: food and drink at 1 % from 2027-04-01 to 2029-03-31,
    // then 8 % again. Once it is law, the open Reduced row ends on 2027-04-01 and these follow it:
    //   new(TaxClass.Reduced, new(2027, 4, 1), new(2029, 4, 1), 1),
    //   new(TaxClass.Reduced, new(2029, 4, 1), null, 8),
    private static readonly ImmutableArray<TaxRate> Rates =
    [
        new(TaxClass.Standard, new(2019, 10, 1), null, 10),
        new(TaxClass.Reduced, new(2019, 10, 1), null, 8),
        new(TaxClass.Exempt, new(1989, 4, 1), null, 0),
    ];

    /// <summary>The percentage of a class on a day of the shop's calendar.</summary>
    /// <exception cref="InvalidOperationException">No row covers that day: the table is incomplete, and no price may be guessed.</exception>
    public static int PercentOf(TaxClass tax, DateOnly day) => PercentOf(Rates, tax, day);

    /// <inheritdoc cref="PercentOf(TaxClass, DateOnly)"/>
    internal static int PercentOf(ImmutableArray<TaxRate> rates, TaxClass tax, DateOnly day)
    {
        foreach (var rate in rates)
        {
            if (rate.Tax == tax && day >= rate.From && (rate.To is null || day < rate.To)) return rate.Percent;
        }

        throw new InvalidOperationException($"no {tax} rate on {day:yyyy-MM-dd}");
    }
}

/// <summary>One rate of one class in <c>[From, To)</c>, days of the shop; an open end is null.</summary>
internal sealed record TaxRate(TaxClass Tax, DateOnly From, DateOnly? To, int Percent);
