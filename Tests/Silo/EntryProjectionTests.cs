using Commerce.Silo.Hosting;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>What is in the journal can be searched, once each, however often the copying was broken off.</summary>
public abstract class EntryProjectionTests(PostgresServer? server) : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _path = Directory.CreateTempSubdirectory("journal").FullName;
    private ReadModelFile _file = null!;
    private JournalPlace _place = null!;
    private StockJournal _journal = null!;

    public async Task InitializeAsync()
    {
        _file = await ReadModelFile.OpenAsync(server);
        _place = new(DataFolder.Beside(_path), server is null ? null : await server.SchemaAsync());
        _journal = new(_place.Store(), NullLogger<StockJournal>.Instance);
    }

    public async Task DisposeAsync() => await _file.DisposeAsync();

    public void Dispose()
    {
        _journal.Dispose();
        Directory.Delete(_path, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_entry_is_copied_as_it_is_and_once()
    {
        StockEntry[] entries =
        [
            new(1, StockEntryKind.Adjusted, Noon, "supply", Quantity: 10, Detail: "{\"Who\":\"花子\"}"),
            new(2, StockEntryKind.Held, Noon.AddMinutes(1), "order-1", "hanako", 2, Noon.AddMinutes(5)),
            new(3, StockEntryKind.Refused, Noon.AddMinutes(2), "order-2", "太郎", 3, Reason: Reason.OverPersonCap),
        ];
        await AppendAsync("kagetsudo/P4", entries);
        await AppendAsync("aoyama/P4", [entries[0]]);

        Assert.Equal(4, await CopyAsync());
        Assert.Equal(0, await CopyAsync());
        await using var db = _file.CreateDbContext();
        Assert.Equal(entries, db.StockEntries.Where(row => row.Shop == "kagetsudo").OrderBy(row => row.Sequence).AsEnumerable().Select(row => row.Entry()));
        Assert.Single((await FindAsync(new(), "aoyama")).Entries);
    }

    [Fact]
    public async Task Copying_goes_on_where_the_table_ends_however_it_was_broken_off()
    {
        await AppendAsync("kagetsudo/P4", [.. Enumerable.Range(1, 250).Select(Held)]);
        using (var first = Projection()) await first.CopyAsync(100, default);
        await AppendAsync("kagetsudo/P4", [.. Enumerable.Range(251, 50).Select(Held)]);

        using (var second = Projection()) while (await second.CopyAsync(100, default) > 0) { }

        await using var db = _file.CreateDbContext();
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), db.StockEntries.OrderBy(row => row.Sequence).Select(row => row.Sequence));
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(30)]
    public async Task A_log_of_many_small_flushes_is_copied_whole(int most)
    {
        for (var i = 1; i <= 60; i++) await AppendAsync("kagetsudo/P4", [Held(i)]);

        using var projection = Projection();
        Assert.Equal(Math.Min(most, 60), await projection.CopyAsync(most, default));
        while (await projection.CopyAsync(most, default) > 0) { }

        await using var db = _file.CreateDbContext();
        Assert.Equal(Enumerable.Range(1, 60).Select(i => (long)i), db.StockEntries.OrderBy(row => row.Sequence).Select(row => row.Sequence));
    }

    [Fact]
    public async Task Of_many_SKUs_that_it_does_not_know_yet_it_asks_about_a_few_at_once()
    {
        for (var i = 0; i < 10; i++) await AppendAsync($"kagetsudo/P{i}", [Held(1)]);
        Assert.Equal(10, await CopyAsync());

        using var afterRestart = Projection();
        var looks = 0;
        do
        {
            Assert.Equal(0, await afterRestart.CopyAsync(60, default));
            looks++;
        }
        while (afterRestart.HasMore);
        Assert.Equal(4, looks);
    }

    [Fact]
    public async Task What_happened_to_this_shopper_at_three_past_noon()
    {
        await AppendAsync("kagetsudo/P4",
        [
            new(1, StockEntryKind.Held, Noon, "order-1", "hanako", 1, Noon.AddMinutes(3)),
            new(2, StockEntryKind.Held, Noon.AddMinutes(1), "order-2", "taro", 1, Noon.AddMinutes(5)),
            new(3, StockEntryKind.Expired, Noon.AddMinutes(3), "order-1"),
            new(4, StockEntryKind.Refused, Noon.AddMinutes(3).AddSeconds(7), "order-3", "hanako", 1, Reason: Reason.SoldOut),
            new(5, StockEntryKind.Committed, Noon.AddMinutes(3).AddSeconds(8), "order-2"),
            new(6, StockEntryKind.Refused, Noon.AddMinutes(4), "order-4", "hanako", 1, Reason: Reason.SoldOut),
        ]);
        await CopyAsync();

        var then = await FindAsync(new(Noon.AddMinutes(3), Noon.AddMinutes(4), "hanako"));

        Assert.Equal([3L, 4L], then.Entries.Select(entry => entry.Sequence));
        Assert.Equal((null, 6L), (then.Next, then.CopiedUpTo));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await AppendAsync("kagetsudo/P4", [.. Enumerable.Range(1, 450).Select(Held)]);
        await CopyAsync();

        var first = await FindAsync(new(Take: 1000));
        var second = await FindAsync(new(After: first.Next!.Value));
        var third = await FindAsync(new(After: second.Next!.Value));

        Assert.Equal([200, 200, 50], new[] { first, second, third }.Select(page => page.Entries.Length));
        Assert.Equal(450, third.Entries[^1].Sequence);
        Assert.Null(third.Next);
    }

    private static StockEntry Held(int sequence) => new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));

    private EntryProjection Projection() => new(_place, _file, NullLogger<EntryProjection>.Instance);

    private async Task<int> CopyAsync()
    {
        using var projection = Projection();
        return await projection.CopyAsync(10_000, default);
    }

    private Task<EntryPage> FindAsync(EntryFilter filter, string shop = "kagetsudo") =>
        new EntryQueries(_file).OfSkuAsync(shop, "P4", filter, default);

    private async Task AppendAsync(string key, IReadOnlyList<StockEntry> entries)
    {
        var log = await _journal.OpenAsync(key, default);
        await Task.WhenAll(entries.Select(entry => _journal.Append(key, log.Epoch, entry)));
    }
}

public sealed class SqliteEntryProjectionTests() : EntryProjectionTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresEntryProjectionTests(PostgresServer server) : EntryProjectionTests(server);
