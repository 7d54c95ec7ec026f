using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>Which logs a start reads before anybody asks.</summary>
public sealed class LongLogsTests : IDisposable
{
    private const int Long = 60_000;

    private readonly string _path = Directory.CreateTempSubdirectory("commerce-long-").FullName;
    private readonly ManualClock _clock = new();

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task Those_that_are_long_and_were_written_just_before_the_longest_first()
    {
        using var folder = DataFolder.Open(_path);
        var logs = new LongLogs(new(folder, null), null!, _clock, NullLogger<LongLogs>.Instance);
        Assert.Empty(logs.Find());

        using (var store = new SqliteJournalStore(folder.Journal))
        {
            await WriteAsync(store, "shop/short", 100, _clock.GetUtcNow());
            await WriteAsync(store, "shop/sold-today", Long, _clock.GetUtcNow().AddHours(-1));
            await WriteAsync(store, "shop/sold-last-week", Long, _clock.GetUtcNow().AddDays(-7));
            await WriteAsync(store, "shop/sold-most", Long + 1, _clock.GetUtcNow());
        }

        Assert.Equal(["shop/sold-most", "shop/sold-today"], logs.Find());
    }

    private static async Task WriteAsync(SqliteJournalStore store, string key, int entries, DateTimeOffset last)
    {
        var journal = new GroupCommit(store, NullLogger.Instance);
        var opening = journal.RaiseEpochAsync(key, default);
        journal.Flush();
        var epoch = await opening;
        var stored = Task.CompletedTask;
        for (var i = 1; i <= entries; i++)
        {
            stored = journal.Append(key, epoch, new(i, StockEntryKind.Adjusted, last.AddTicks(i - entries), $"add-{i}", Quantity: 1));
        }

        journal.Flush();
        await stored;
    }
}
