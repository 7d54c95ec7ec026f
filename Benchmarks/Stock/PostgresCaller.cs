using Npgsql;

namespace Commerce.Benchmarks.Stock;

/// <summary>One connection to PostgreSQL with one prepared statement.</summary>
internal sealed class PostgresCaller : IStockClient
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _hold;
    private readonly NpgsqlParameter<string> _sku = new(), _holdId = new(), _customer = new();
    private readonly NpgsqlParameter<int> _quantity = new() { TypedValue = 1 };
    private readonly string[] _skus;

    private PostgresCaller(NpgsqlConnection connection, string[] skus)
    {
        (_connection, _skus) = (connection, skus);
        _hold = new("SELECT hold($1, $2, $3, $4)", connection) { Parameters = { _sku, _holdId, _customer, _quantity } };
    }

    public static async Task<PostgresCaller> OpenAsync(NpgsqlDataSource database, string[] skus)
    {
        var caller = new PostgresCaller(await database.OpenConnectionAsync(), skus);
        (caller._sku.TypedValue, caller._holdId.TypedValue, caller._customer.TypedValue) = ("", "", "");
        await caller._hold.PrepareAsync();
        return caller;
    }

    public async ValueTask AskAsync(StockPlan plan, int from, int count, long[] answers)
    {
        for (var i = from; i < from + count; i++)
        {
            _sku.TypedValue = _skus[plan.Sku(i)];
            _holdId.TypedValue = plan.HoldId(i);
            _customer.TypedValue = plan.CustomerId(i);
            answers[i] = (long)(await _hold.ExecuteScalarAsync())!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _hold.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
