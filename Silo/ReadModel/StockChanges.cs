using System.Text.Json;
using Commerce.Stock;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.ReadModel;

/// <summary>What staff last did to a SKU's sale.</summary>
public sealed class StockChanges(IDbContextFactory<CommerceDb> databases)
{
    private static readonly StockEntryKind[] ByStaff =
        [StockEntryKind.Adjusted, StockEntryKind.TermsSet, StockEntryKind.Paused, StockEntryKind.Resumed];

    /// <summary>Null: nothing that has been copied to the table yet, which takes a moment.</summary>
    public async Task<StockChange?> LastAsync(string shop, string sku, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var row = await db.StockEntries.Where(row => row.Shop == shop && row.Sku == sku && ByStaff.Contains(row.Kind))
            .OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(stop);
        if (row?.Detail is not { } detail) return null;

        var by = JsonDocument.Parse(detail).RootElement;
        var who = by.GetProperty(nameof(Actor.Who)).GetString()!;
        var name = await db.Users.Where(user => user.Id == who).Select(user => user.UserName).FirstOrDefaultAsync(stop);
        return new(row.At, row.Kind.ToString(), row.Quantity, name ?? who, by.GetProperty(nameof(Actor.Why)).GetString()!);
    }
}

/// <param name="Kind">What happened, such as <c>Paused</c>.</param>
/// <param name="Who">The staff account, or <c>system</c>.</param>
public sealed record StockChange(DateTimeOffset At, string Kind, int Quantity, string Who, string Why);
