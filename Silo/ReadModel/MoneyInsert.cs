using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Commerce.Silo.ReadModel;

/// <summary>Writes the ledgers of orders in the transaction that writes the orders. An entry that is there stays as it is.</summary>
internal static class MoneyInsert
{
    public const string Table = "order_money";

    private static readonly (string Column, Func<MoneyRow, bool, object> Value)[] Columns =
    [
        ("shop", (row, _) => row.Shop),
        ("order_id", (row, _) => row.OrderId),
        ("entry", (row, _) => row.Entry),
        ("at", (row, sqlite) => OrderUpsert.At(row.At, sqlite)),
        ("number", (row, _) => row.Number),
        ("amount", (row, _) => row.Amount.Amount),
        ("fee", (row, _) => row.Fee.Amount),
    ];

    private static readonly string Sql =
        $"INSERT INTO {Table} ({string.Join(", ", Columns.Select(c => c.Column))}) "
        + $"VALUES ({string.Join(", ", Columns.Select(c => "@" + c.Column))}) ON CONFLICT DO NOTHING";

    public static async Task WriteAsync(DbConnection connection, DbTransaction transaction, IEnumerable<MoneyRow> rows, CancellationToken stop)
    {
        DbCommand? command = null;
        try
        {
            foreach (var row in rows)
            {
                command ??= OrderUpsert.Command(connection, transaction, Sql, Columns.Select(c => c.Column));
                for (var i = 0; i < Columns.Length; i++) command.Parameters[i].Value = Columns[i].Value(row, connection is SqliteConnection);
                await command.ExecuteNonQueryAsync(stop);
            }
        }
        finally
        {
            if (command is not null) await command.DisposeAsync();
        }
    }
}
