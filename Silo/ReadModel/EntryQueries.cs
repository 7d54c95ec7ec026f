using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.ReadModel;

/// <summary>What happened to a SKU, and to one shopper of it.</summary>
public sealed class EntryQueries(IDbContextFactory<CommerceDb> databases)
{
    public const int MaxPage = 200;

    /// <summary>
    /// A SKU's entries of <c>[from, to)</c> in their order, after the given one. Of one customer: also what became of their holds, whose
    /// entries name the hold only.
    /// </summary>
    public async Task<EntryPage> OfSkuAsync(string shop, string sku, EntryFilter filter, CancellationToken stop)
    {
        var take = Math.Clamp(filter.Take, 1, MaxPage);
        await using var db = await databases.CreateDbContextAsync(stop);
        var ofSku = db.StockEntries.Where(row => row.Shop == shop && row.Sku == sku);
        var last = await ofSku.MaxAsync(row => (long?)row.Sequence, stop) ?? 0;
        var rows = ofSku.Where(row => row.Sequence > filter.After);
        if (filter.From is { } from) rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.At < to);
        if (filter.CustomerId is { } customer)
        {
            var holds = ofSku.Where(row => row.CustomerId == customer).Select(row => row.HoldId);
            rows = rows.Where(row => row.CustomerId == customer || (row.CustomerId == "" && holds.Contains(row.HoldId)));
        }

        var page = await rows.OrderBy(row => row.Sequence).Take(take + 1).ToListAsync(stop);
        long? next = page.Count > take ? page[take - 1].Sequence : null;
        return new([.. page.Take(take).Select(row => EntryLine.Of(row))], next, last);
    }
}

/// <param name="After">The last sequence of the page before; 0 for the first page.</param>
public sealed record EntryFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? CustomerId = null, long After = 0, int Take = EntryQueries.MaxPage);

/// <param name="Next">To ask for the next page with; null when this is the last.</param>
/// <param name="CopiedUpTo">The SKU's last entry that can be searched: younger ones follow in a moment.</param>
public sealed record EntryPage(ImmutableArray<EntryLine> Entries, long? Next, long CopiedUpTo);

/// <summary>One entry of a SKU's journal, as it is shown.</summary>
/// <param name="Kind">What happened, such as <c>Held</c>.</param>
/// <param name="Reason">Why it was refused, else Unknown.</param>
/// <param name="Detail">JSON for what staff did.</param>
public sealed record EntryLine(
    long Sequence, string Kind, DateTimeOffset At, string HoldId, string CustomerId, int Quantity, DateTimeOffset? Until, Reason Reason, string? Detail)
{
    internal static EntryLine Of(StockEntryRow row) => new(
        row.Sequence, row.Kind.ToString(), row.At, row.HoldId, row.CustomerId, row.Quantity, row.Until, row.Reason, row.Detail);
}
