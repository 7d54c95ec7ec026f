using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>When the copy looks into the databases, on a clock that the test moves: two silos, one of which copies.</summary>
[Collection(PostgresTests.Name)]
public sealed class EntryCopyingTests(PostgresServer server) : IAsyncLifetime, IDisposable
{
    private readonly ManualClock _clock = new();
    private ReadModelFile _file = null!;
    private StockJournal _mine = null!, _others = null!;
    private EntryProjection _projection = null!;
    private EntryCopying _copying = null!;

    public async Task InitializeAsync()
    {
        _file = await ReadModelFile.OpenAsync(server);
        var place = new JournalPlace(null, await server.SchemaAsync());
        _mine = new(place.Store(), NullLogger<StockJournal>.Instance);
        _others = new(place.Store(), NullLogger<StockJournal>.Instance);
        _projection = new(place, _file, NullLogger<EntryProjection>.Instance);
        _copying = new(_projection, _mine, _clock, NullLogger<EntryCopying>.Instance);
        await _copying.StartAsync(default);
        await PauseAsync();
    }

    public async Task DisposeAsync()
    {
        await _copying.StopAsync(default);
        await _file.DisposeAsync();
    }

    public void Dispose()
    {
        _copying.Dispose();
        _projection.Dispose();
        _mine.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task What_this_silo_stored_is_copied_at_the_next_look_and_what_others_left_within_a_minute()
    {
        await AppendAsync(_mine, "P4");
        await SecondsPassAsync(1);
        Assert.Equal(["P4"], await CopiedAsync());

        await AppendAsync(_others, "P5");
        await SecondsPassAsync(59);
        Assert.Equal(["P4"], await CopiedAsync());
        await SecondsPassAsync(1);
        Assert.Equal(["P4", "P5"], await CopiedAsync());
    }

    [Fact]
    public async Task Whoever_looks_for_something_of_its_own_finds_that_of_others_too()
    {
        await AppendAsync(_others, "P5");
        await AppendAsync(_mine, "P4");
        await SecondsPassAsync(1);

        Assert.Equal(["P4", "P5"], await CopiedAsync());
    }

    private static async Task AppendAsync(StockJournal journal, string sku)
    {
        var log = await journal.OpenAsync("kagetsudo/" + sku, default);
        await journal.Append("kagetsudo/" + sku, log.Epoch, new(1, StockEntryKind.Adjusted, DateTimeOffset.UnixEpoch, "supply", Quantity: 10));
    }

    private async Task<string[]> CopiedAsync()
    {
        await using var db = _file.CreateDbContext();
        return await db.StockEntries.Select(row => row.Sku).Order().ToArrayAsync();
    }

    private async Task SecondsPassAsync(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await PauseAsync();
        }
    }

    /// <summary>It has looked, and waits for time to pass.</summary>
    private async Task PauseAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_clock.ArmedTimers == 0) await Task.Delay(1, patience.Token);
    }
}
