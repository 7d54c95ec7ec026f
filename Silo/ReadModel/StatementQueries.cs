using Commerce.Shops;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.ReadModel;

/// <summary>What a shop took in and paid the platform, month by month of its own calendar.</summary>
public sealed class StatementQueries(IDbContextFactory<CommerceDb> databases)
{
    /// <summary>
    /// One line per order that money moved for in this month, by order number. Captured and refunded in one month stand in one line; a refund
    /// of an earlier month's order has a line of its own. Bounded by the orders of a month.
    /// </summary>
    /// <param name="shop">Whose.</param>
    /// <param name="month">Any day of it.</param>
    /// <param name="zone">The shop's: its first midnight belongs to the month, the next one's does not.</param>
    /// <param name="stop">Ends the query.</param>
    public async Task<Statement> MonthAsync(string shop, DateOnly month, TimeZoneInfo zone, CancellationToken stop)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var (from, to) = (zone.BoundsOf(first).From, zone.BoundsOf(first.AddMonths(1)).From);
        await using var db = await databases.CreateDbContextAsync(stop);
        var entries = await db.Money.AsNoTracking()
            .Where(row => row.Shop == shop && row.At >= from && row.At < to)
            .Select(row => new { row.OrderId, row.Number, row.Amount, row.Fee })
            .ToListAsync(stop);
        return new(first,
        [
            .. entries.GroupBy(entry => (entry.Number, entry.OrderId)).OrderBy(order => order.Key.Number, StringComparer.Ordinal)
                .Select(order => new StatementLine(
                    order.Key.OrderId, order.Key.Number,
                    new(order.Sum(entry => Math.Max(entry.Amount.Amount, 0))),
                    new(order.Sum(entry => Math.Max(entry.Fee.Amount, 0))),
                    new(order.Sum(entry => Math.Max(-entry.Amount.Amount, 0))),
                    new(order.Sum(entry => Math.Max(-entry.Fee.Amount, 0))))),
        ]);
    }
}

/// <param name="Month">Its first day.</param>
public sealed record Statement(DateOnly Month, ImmutableArray<StatementLine> Lines)
{
    /// <summary>The sum of the lines, to the yen.</summary>
    public StatementLine Total => new(
        "", "", Sum(line => line.Captured), Sum(line => line.Fee), Sum(line => line.Refunded), Sum(line => line.FeeReturned));

    private Yen Sum(Func<StatementLine, Yen> of) => Lines.Aggregate(Yen.Zero, (sum, line) => sum + of(line));
}

/// <summary>All amounts are positive yen. What the shop is paid is <see cref="Payout"/>, before the provider's own charges.</summary>
/// <param name="FeeReturned">Fee that the platform gave back with refunds.</param>
public sealed record StatementLine(string OrderId, string Number, Yen Captured, Yen Fee, Yen Refunded, Yen FeeReturned)
{
    public Yen Payout => Captured - Refunded - Fee + FeeReturned;
}
