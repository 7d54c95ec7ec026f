using Npgsql;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// The stock as one row per SKU that every reservation updates, in one transaction with its hold and its customer's allowance. A
/// function, so that a reservation is one round trip and the row is locked as shortly as can be.
/// </summary>
internal sealed class PostgresStock : IStockSystem
{
    private const string Schema = """
        CREATE TABLE stock (sku text PRIMARY KEY, opens timestamptz NOT NULL, closes timestamptz NOT NULL, cap int NOT NULL,
            hold_for interval NOT NULL, supply int NOT NULL, free int NOT NULL);
        CREATE TABLE holds (sku text, hold_id text, customer text NOT NULL, quantity int NOT NULL, until timestamptz, reason int,
            PRIMARY KEY (sku, hold_id));
        CREATE TABLE taken (sku text, customer text, units int NOT NULL, PRIMARY KEY (sku, customer));
        CREATE FUNCTION hold(s text, id text, who text, wanted int) RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE terms stock%ROWTYPE; earlier holds%ROWTYPE; ends timestamptz; refused int;
        BEGIN
          SELECT * INTO terms FROM stock WHERE sku = s;
          ends := now() + terms.hold_for;
          INSERT INTO holds VALUES (s, id, who, wanted, ends, NULL) ON CONFLICT DO NOTHING;
          IF NOT FOUND THEN
            SELECT * INTO earlier FROM holds WHERE sku = s AND hold_id = id;
            IF earlier.customer <> who OR earlier.quantity <> wanted THEN RETURN -7; END IF;
            RETURN coalesce(-earlier.reason, (extract(epoch FROM earlier.until) * 1000000)::bigint);
          END IF;
          IF now() < terms.opens THEN refused := 20;
          ELSIF now() >= terms.closes THEN refused := 21;
          ELSE
            INSERT INTO taken AS t VALUES (s, who, wanted) ON CONFLICT (sku, customer) DO UPDATE SET units = t.units + wanted
              WHERE t.units + wanted <= terms.cap;
            IF NOT FOUND THEN refused := 24;
            ELSE
              UPDATE stock SET free = free - wanted WHERE sku = s AND free >= wanted;
              IF NOT FOUND THEN
                refused := 25;
                UPDATE taken SET units = units - wanted WHERE sku = s AND customer = who;
              END IF;
            END IF;
          END IF;
          IF refused IS NULL THEN RETURN (extract(epoch FROM ends) * 1000000)::bigint; END IF;
          UPDATE holds SET reason = refused, until = NULL WHERE sku = s AND hold_id = id;
          RETURN -refused;
        END $$;
        """;

    private readonly PostgresServer _server = new();
    private NpgsqlDataSource? _database;

    public string Name => "PostgreSQL, one row";

    public IReadOnlyList<StockSetting> Settings { get; } = [.. new[] { 1, 4, 16 }.Select(n => new StockSetting($"{n} connections", n))];

    public StockPromise Promise => StockPromise.Keeps;

    public (long Flushes, long Entries)? Flushed => null;

    public async Task StartAsync()
    {
        await _server.CreateAsync();
        _database = NpgsqlDataSource.Create(_server.ConnectionString);
        await ExecuteAsync(Schema);
    }

    public async Task OpenSaleAsync(StockSale sale)
    {
        await ExecuteAsync("TRUNCATE stock, holds, taken");
        await ExecuteAsync($"""
            INSERT INTO stock SELECT '{sale.Name}-' || i, now() - interval '1 minute', now() + interval '2 hours', {sale.Cap},
                interval '{StockSale.HoldFor}', {sale.Units}, {sale.Units} FROM generate_series(0, {sale.Skus - 1}) i
            """);
    }

    public async Task<IStockClient> ConnectAsync(StockSetting setting, StockSale sale) =>
        await PostgresCaller.OpenAsync(_database!, [.. Enumerable.Range(0, sale.Skus).Select(sale.Sku)]);

    public TimeSpan Cpu() => _server.Cpu();

    public async Task<long> HeldAsync(StockSale sale)
    {
        await using var sum = _database!.CreateCommand("SELECT sum(supply - free) FROM stock");
        return (long)(await sum.ExecuteScalarAsync())!;
    }

    public async Task ReopenAsync()
    {
        await _server.KillAsync();
        await _server.StartAsync();
        _database!.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
