using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Commerce.Silo.ReadModel;

/// <summary>The one statement that writes an order: the same in both databases, and an older version changes nothing.</summary>
internal static partial class OrderUpsert
{
    public const string Table = "orders";

    private static readonly (string Column, Func<OrderRow, bool, object?> Value)[] Columns =
    [
        (Column(nameof(OrderRow.Shop)), (row, _) => row.Shop),
        (Column(nameof(OrderRow.OrderId)), (row, _) => row.OrderId),
        (Column(nameof(OrderRow.Version)), (row, _) => row.Version),
        (Column(nameof(OrderRow.Number)), (row, _) => row.Number),
        (Column(nameof(OrderRow.CustomerId)), (row, _) => row.CustomerId),
        (Column(nameof(OrderRow.Status)), (row, _) => (int)row.Status),
        (Column(nameof(OrderRow.Total)), (row, _) => row.Total.Amount),
        (Column(nameof(OrderRow.Captured)), (row, _) => row.Captured.Amount),
        (Column(nameof(OrderRow.Refunded)), (row, _) => row.Refunded.Amount),
        (Column(nameof(OrderRow.PlacedAt)), (row, sqlite) => At(row.PlacedAt, sqlite)),
        (Column(nameof(OrderRow.ChangedAt)), (row, sqlite) => At(row.ChangedAt, sqlite)),
        (Column(nameof(OrderRow.Day)), (row, sqlite) => sqlite ? row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : row.Day),
        (Column(nameof(OrderRow.Summary)), (row, _) => row.Summary),
        (Column(nameof(OrderRow.RecipientName)), (row, _) => row.RecipientName),
        (Column(nameof(OrderRow.Carrier)), (row, _) => row.Carrier),
        (Column(nameof(OrderRow.Tracking)), (row, _) => row.Tracking),
        (Column(nameof(OrderRow.RefundRefused)), (row, sqlite) => sqlite ? (row.RefundRefused ? 1 : 0) : row.RefundRefused),
        (Column(nameof(OrderRow.Body)), (row, _) => row.Body),
    ];

    private static readonly string Sql =
        $"INSERT INTO {Table} ({Join(name => name)}) VALUES ({Join(name => "@" + name)}) "
        + $"ON CONFLICT (shop, order_id) DO UPDATE SET {Join(name => $"{name} = excluded.{name}")} "
        + $"WHERE {Table}.version < excluded.version";

    /// <summary><c>PlacedAt</c> is column <c>placed_at</c>.</summary>
    public static string Column(string property) => Hump().Replace(property, "_").ToLowerInvariant();

    /// <summary>A statement whose parameters are named after the columns and come in their order.</summary>
    public static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql, IEnumerable<string> columns)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of the constants of this folder alone; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<OrderRow> rows, CancellationToken stop)
    {
        await using var command = Command(connection, transaction, Sql, Columns.Select(c => c.Column));
        foreach (var row in rows)
        {
            for (var i = 0; i < Columns.Length; i++)
            {
                command.Parameters[i].Value = Columns[i].Value(row, connection is SqliteConnection) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }

    public static object At(DateTimeOffset instant, bool sqlite) => sqlite ? instant.UtcTicks : instant.ToUniversalTime();

    private static string Join(Func<string, string> each) => string.Join(", ", Columns.Select(column => each(column.Column)));

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
