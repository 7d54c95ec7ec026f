using System.Data.Common;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Npgsql;

namespace Commerce.Tests.Silo;

[Collection(PostgresTests.Name)]
public sealed class PostgresStockJournalTests(PostgresServer server) : StockJournalContract, IAsyncLifetime
{
    private string _database = "";

    protected override (string Break, string Mend) Blocks => (
        "ALTER TABLE stock_blocks ADD CONSTRAINT disk_full CHECK (false) NOT VALID", "ALTER TABLE stock_blocks DROP CONSTRAINT disk_full");

    public async Task InitializeAsync() => _database = await server.SchemaAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Two_processes_that_start_together_make_the_tables_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Factory.StartNew(OpenStore, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var store in stores) store.Dispose();
    }

    [Fact]
    public async Task Of_two_silos_that_opened_one_sku_the_later_one_writes()
    {
        using StockJournal first = Open(), second = Open();
        var old = await first.OpenAsync("shop/P4", default);
        await first.Append("shop/P4", old.Epoch, Held(1));
        var now = await second.OpenAsync("shop/P4", default);

        await Assert.ThrowsAsync<StockJournalException>(() => first.Append("shop/P4", old.Epoch, Held(2)));
        await second.Append("shop/P4", now.Epoch, Held(2));
        Assert.Equal([1L, 2L], (await first.OpenAsync("shop/P4", default)).Tail.Select(entry => entry.Sequence));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_server_goes_down_and_comes_back_what_was_acknowledged_is_there(bool immediate)
    {
        using var journal = Open();
        var selling = new Selling();
        var sold = Task.Run(() => selling.SellAsync(journal));
        await selling.UnderWay;

        await server.StopAsync(immediate);
        await sold;
        await Assert.ThrowsAsync<StockJournalException>(() => journal.OpenAsync("shop/P4", default));
        await server.StartAsync();

        var log = await journal.OpenAsync("shop/P4", default);
        Assert.True(log.Tail.Count >= selling.Acknowledged);
        await journal.Append("shop/P4", log.Epoch, Held(log.Tail.Count + 1));
    }

    [Fact]
    public async Task A_connection_that_the_server_ends_is_made_again_by_the_next_flush()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        await using (var other = (NpgsqlConnection)Connect())
        {
            await using var end = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name LIKE 'stock journal%'", other);
            await end.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", log.Epoch, Held(1)));
        await journal.Append("shop/P4", log.Epoch, Held(1));
        Assert.Single((await journal.OpenAsync("shop/P4", default)).Tail);
    }

    private protected override IJournalReader OpenReader() => new PostgresJournalReader((NpgsqlConnection)Connect());

    private protected override IJournalStore OpenStore() => new PostgresJournalStore(_database);

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection($"{_database};Pooling=false");
        connection.Open();
        return connection;
    }

    private static StockEntry Held(long sequence) =>
        new(sequence, StockEntryKind.Held, DateTimeOffset.UnixEpoch, $"order-{sequence}", "hanako", 1, DateTimeOffset.UnixEpoch.AddMinutes(5));

    /// <summary>One entry after the other, until one fails.</summary>
    private sealed class Selling
    {
        private readonly TaskCompletionSource _underWay = new();

        public Task UnderWay => _underWay.Task;
        public int Acknowledged { get; private set; }

        public async Task SellAsync(StockJournal journal)
        {
            try
            {
                var log = await journal.OpenAsync("shop/P4", default);
                while (true)
                {
                    await journal.Append("shop/P4", log.Epoch, Held(Acknowledged + 1));
                    if (++Acknowledged == 20) _underWay.SetResult();
                }
            }
            catch (StockJournalException)
            {
                // The server is down.
            }
        }
    }
}
