using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

[Collection(PostgresTests.Name)]
public sealed class JournalMoveTests(PostgresServer server)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_journal_goes_to_postgres_whole_and_the_shop_does_not_start_before()
    {
        using var folder = DataFolder.Open(Directory.CreateTempSubdirectory("move").FullName);
        var postgres = await server.SchemaAsync();
        using (var journal = new StockJournal(new JournalPlace(folder, null).Store(), NullLogger<StockJournal>.Instance))
        {
            var log = await journal.OpenAsync("shop/P4", default);
            await Task.WhenAll(Enumerable.Range(1, 12_000).Select(i => journal.Append("shop/P4", log.Epoch, Held(i))));
            await journal.SnapshotAsync("shop/P4", log.Epoch, 11_990, [1, 2, 3], default);
            await journal.OpenAsync("shop/P5", default);
        }

        var place = new JournalPlace(folder, postgres);
        Assert.Contains("move-journal", Assert.Throws<StartUpException>(place.Store).Message, StringComparison.Ordinal);
        Assert.Equal(2, await JournalMove.RunAsync(folder, postgres));

        using var store = place.Store();
        var moved = store.Read("shop/P4", 1);
        Assert.Equal(11_990, moved.SnapshotSequence);
        Assert.Equal(Enumerable.Range(11_991, 10).Select(Held), moved.Tail);
        using var reader = place.Reader()!;
        Assert.Equal([("shop/P4", 12_000L), ("shop/P5", 0L)], reader.Heads());
        Directory.Delete(folder.Path, recursive: true);
    }

    private static StockEntry Held(int sequence) => new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));
}
