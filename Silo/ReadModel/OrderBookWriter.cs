using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Entry = Commerce.Silo.ReadModel.OrderBook.Entry;

namespace Commerce.Silo.ReadModel;

/// <summary>Stores a batch of orders in one transaction and tells each caller how its own row fared.</summary>
internal sealed class OrderBookWriter(IDbContextFactory<CommerceDb> databases)
{
    public async Task WriteAsync(IReadOnlyCollection<Entry> batch)
    {
        var failure = await StoreAsync(batch);
        if (failure is null) foreach (var entry in batch) entry.Stored.SetResult();
        else if (batch.Count > 1 && IsOneRowsFault(failure)) await WriteOneByOneAsync(batch);
        else foreach (var entry in batch) entry.Stored.SetException(failure);
    }

    /// <summary>One row that the database will never take must not keep the others out.</summary>
    private async Task WriteOneByOneAsync(IEnumerable<Entry> batch)
    {
        foreach (var entry in batch) await WriteAsync([entry]);
    }

    private async Task<Exception?> StoreAsync(IReadOnlyCollection<Entry> batch)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await OrderUpsert.WriteAsync(
                db.Database.GetDbConnection(), transaction.GetDbTransaction(), batch.Select(entry => entry.Row), CancellationToken.None);
            await MoneyInsert.WriteAsync(
                db.Database.GetDbConnection(), transaction.GetDbTransaction(), batch.SelectMany(entry => entry.Row.Money), CancellationToken.None);
            await transaction.CommitAsync();
            return null;
        }
        catch (Exception failure)
        {
            // Whatever it is belongs to the callers, whose grains repair the row later; the writer goes on.
            return failure;
        }
    }

    /// <summary>A constraint or a value, not the database itself (SQLSTATE class 22 and 23; SQLite's CONSTRAINT and MISMATCH).</summary>
    private static bool IsOneRowsFault(Exception failure) => failure switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 19 or 20,
        DbException { SqlState: ['2', '2' or '3', ..] } => true,
        _ => false,
    };
}
