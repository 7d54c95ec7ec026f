using System.Data.Common;
using Commerce.Stock;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Commerce.Silo.ReadModel;

/// <summary>Writes entries of one SKU in bulk. An entry that is there already stays as it is.</summary>
internal static class EntryInsert
{
    public const string Table = "stock_entries";

    private const string Columns = "shop, sku, sequence, kind, at, hold_id, customer_id, quantity, until, reason, detail";

    /// <summary>In PostgreSQL: whether nobody else copies this SKU now. The turn ends with the transaction.</summary>
    public static async Task<bool> TakeTurnAsync(DbConnection connection, string key, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1))", (NpgsqlConnection)connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "stock entries of " + key });
        return await command.ExecuteScalarAsync(stop) is true;
    }

    public static Task WriteAsync(DbConnection connection, DbTransaction transaction, string key, List<StockEntry> entries, CancellationToken stop) =>
        connection is NpgsqlConnection postgres
            ? WriteAsync(postgres, key, entries, stop)
            : Task.Run(() => Write((SqliteConnection)connection, (SqliteTransaction)transaction, key, entries), stop);

    /// <summary>One statement for all of them.</summary>
    private static async Task WriteAsync(NpgsqlConnection connection, string key, List<StockEntry> entries, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"""
            INSERT INTO {Table} ({Columns})
            SELECT $1, $2, * FROM unnest($3::bigint[], $4::smallint[], $5::timestamptz[], $6::text[], $7::text[], $8::integer[],
                $9::timestamptz[], $10::integer[], $11::text[])
            ON CONFLICT DO NOTHING
            """, connection);
        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        void AddTimes<T>(T value) => command.Parameters.Add(
            new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        Add(Keys.Shop(key));
        Add(Keys.Rest(key));
        Add(entries.ConvertAll(entry => entry.Sequence));
        Add(entries.ConvertAll(entry => (short)entry.Kind));
        AddTimes(entries.ConvertAll(entry => entry.At.UtcDateTime));
        Add(entries.ConvertAll(entry => entry.HoldId));
        Add(entries.ConvertAll(entry => entry.CustomerId));
        Add(entries.ConvertAll(entry => entry.Quantity));
        AddTimes(entries.ConvertAll(entry => entry.Until?.UtcDateTime));
        Add(entries.ConvertAll(entry => (int)entry.Reason));
        Add(entries.ConvertAll(entry => entry.Detail));
        await command.ExecuteNonQueryAsync(stop);
    }

    private static void Write(SqliteConnection connection, SqliteTransaction transaction, string key, List<StockEntry> entries)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {Table} ({Columns}) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10) ON CONFLICT DO NOTHING";
        for (var i = 0; i <= 10; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        (command.Parameters[0].Value, command.Parameters[1].Value) = (Keys.Shop(key), Keys.Rest(key));
        foreach (var entry in entries)
        {
            command.Parameters[2].Value = entry.Sequence;
            command.Parameters[3].Value = (int)entry.Kind;
            command.Parameters[4].Value = entry.At.UtcTicks;
            command.Parameters[5].Value = entry.HoldId;
            command.Parameters[6].Value = entry.CustomerId;
            command.Parameters[7].Value = entry.Quantity;
            command.Parameters[8].Value = entry.Until is { } until ? until.UtcTicks : DBNull.Value;
            command.Parameters[9].Value = (int)entry.Reason;
            command.Parameters[10].Value = entry.Detail ?? (object)DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
