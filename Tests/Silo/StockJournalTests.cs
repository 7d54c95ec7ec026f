using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

public sealed class StockJournalTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var entries = new[]
        {
            new StockEntry(1, StockEntryKind.Adjusted, Noon, "supply", Quantity: 10, Detail: "{\"Who\":\"花子\"}"),
            new StockEntry(2, StockEntryKind.Held, Noon, "order-1", "hanako", 2, Noon.AddMinutes(5)),
            new StockEntry(3, StockEntryKind.Refused, Noon, "order-2", "太郎", -1, Reason: Reason.BadQuantity),
        };
        using (var journal = Open())
        {
            var log = await journal.OpenAsync("shop/P4", default);
            foreach (var entry in entries) await journal.Append("shop/P4", log.Epoch, entry);
        }

        using var again = Open();
        Assert.Equal(entries, (await again.OpenAsync("shop/P4", default)).Tail);
        Assert.Empty((await again.OpenAsync("shop/P5", default)).Tail);
    }

    [Fact]
    public async Task Whoever_opened_a_log_before_can_no_longer_write_to_it()
    {
        using var journal = Open();
        var old = await journal.OpenAsync("shop/P4", default);
        await journal.Append("shop/P4", old.Epoch, Entry(1));
        var now = await journal.OpenAsync("shop/P4", default);

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", old.Epoch, Entry(2)));
        await journal.Append("shop/P4", now.Epoch, Entry(2));
        Assert.Equal([1, 2], (await journal.OpenAsync("shop/P4", default)).Tail.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Two_writers_in_one_flush_cannot_both_write()
    {
        using var journal = Open();
        var old = await journal.OpenAsync("shop/P4", default);
        var now = await journal.OpenAsync("shop/P4", default);

        var writes = new[] { journal.Append("shop/P4", old.Epoch, Entry(1)), journal.Append("shop/P4", now.Epoch, Entry(1)) };
        await Assert.ThrowsAsync<StockJournalException>(() => writes[0]);
        await writes[1];
        Assert.Single((await journal.OpenAsync("shop/P4", default)).Tail);
    }

    [Fact]
    public async Task A_gap_in_the_entries_is_refused_and_the_other_skus_of_the_flush_are_stored()
    {
        using var journal = Open();
        var p4 = await journal.OpenAsync("shop/P4", default);
        var p5 = await journal.OpenAsync("shop/P5", default);

        var gap = journal.Append("shop/P4", p4.Epoch, Entry(7));
        await journal.Append("shop/P5", p5.Epoch, Entry(1));
        await Assert.ThrowsAsync<StockJournalException>(() => gap);
        Assert.Empty((await journal.OpenAsync("shop/P4", default)).Tail);
        Assert.Single((await journal.OpenAsync("shop/P5", default)).Tail);
    }

    [Fact]
    public async Task Recovery_starts_from_the_snapshot()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        for (var i = 1; i <= 5; i++) await journal.Append("shop/P4", log.Epoch, Entry(i));
        await journal.SnapshotAsync("shop/P4", log.Epoch, 3, [1, 2, 3], default);
        await journal.SnapshotAsync("shop/P4", log.Epoch, 9, [9], default);   // ahead of the entries: refused
        await journal.SnapshotAsync("shop/P4", log.Epoch - 1, 5, [0], default);   // fenced: refused

        var again = await journal.OpenAsync("shop/P4", default);
        Assert.Equal([1, 2, 3], again.Snapshot);
        Assert.Equal([4, 5], again.Tail.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_damaged_block_is_noticed_and_named()
    {
        using (var journal = Open())
        {
            var log = await journal.OpenAsync("shop/P4", default);
            await journal.Append("shop/P4", log.Epoch, Entry(1));
        }

        Execute("UPDATE stock_blocks SET data = zeroblob(length(data))");
        using var again = Open();
        var damage = await Assert.ThrowsAsync<InvalidDataException>(() => again.OpenAsync("shop/P4", default));
        Assert.Contains("shop/P4", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flush_that_fails_fails_its_callers_and_leaves_nothing_behind()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        Execute("CREATE TRIGGER full BEFORE INSERT ON stock_blocks BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        await Assert.ThrowsAsync<StockJournalException>(() => journal.Append("shop/P4", log.Epoch, Entry(1)));
        Execute("DROP TRIGGER full");
        Assert.Empty((await journal.OpenAsync("shop/P4", default)).Tail);
    }

    [Fact]
    public async Task Ten_thousand_entries_of_many_callers_are_all_stored_in_order()
    {
        using var journal = Open();
        var log = await journal.OpenAsync("shop/P4", default);
        await Task.WhenAll(Enumerable.Range(1, 10_000).Select(i => journal.Append("shop/P4", log.Epoch, Entry(i))));

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (long)i), (await journal.OpenAsync("shop/P4", default)).Tail.Select(e => e.Sequence));
    }

    [Fact]
    public void Checksum_is_crc32c()
    {
        Assert.Equal(0xE3069283u, StockEntryCodec.Crc("123456789"u8));   // the check value of CRC-32C (RFC 3720, appendix B.4 polynomial)
    }

    private static StockEntry Entry(long sequence) => new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));

    private StockJournal Open() => new(new SqliteJournalStore(Path.Combine(_folder, "journal.db")), NullLogger<StockJournal>.Instance);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
