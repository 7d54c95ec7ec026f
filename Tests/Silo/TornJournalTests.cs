using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>
/// A power cut leaves SQLite's log cut off anywhere. Wherever that is in the last two flushes: what is read is a beginning of what was
/// written, it has everything that was acknowledged before the cut, and the shop goes on from there.
/// </summary>
public sealed class TornJournalTests : IDisposable
{
    private const string Key = "shop/P4";
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("torn").FullName;

    private string Original => Path.Combine(_folder, "journal.db");
    private string Torn => Path.Combine(_folder, "torn.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Wherever_the_log_is_cut_off_a_beginning_with_everything_acknowledged_is_left()
    {
        UseSmallPages();
        var (database, log, flushes) = WriteFlushes();
        Tear(database, log);

        for (var cut = flushes[^1].Bytes; cut >= flushes[^3].Bytes; cut--)
        {
            Shorten(cut);
            var left = Read();
            var acknowledged = flushes.Last(flush => flush.Bytes <= cut).Entries;
            Assert.Equal(Enumerable.Range(1, left.Count).Select(Held), left);
            Assert.Equal(acknowledged, left.Count);
        }
    }

    [Fact]
    public void A_torn_log_is_written_on()
    {
        UseSmallPages();
        var (database, log, flushes) = WriteFlushes();

        for (var cut = flushes[^3].Bytes; cut <= flushes[^1].Bytes; cut += 97)
        {
            Tear(database, log.AsSpan(0, (int)cut));
            using (var store = new SqliteJournalStore(Torn))
            {
                var journal = new GroupCommit(store, NullLogger.Instance);
                var epoch = Flushed(journal, journal.RaiseEpochAsync(Key, default));
                Flushed(journal, journal.Append(Key, epoch, Held(store.Read(Key, epoch).Tail.Count + 1)));
            }

            var left = Read();
            Assert.Equal(flushes.Last(flush => flush.Bytes <= cut).Entries + 1, left.Count);
        }
    }

    /// <summary>Eight flushes of one to three entries, and how long the log was after each.</summary>
    private (byte[] Database, byte[] Log, List<(long Bytes, int Entries)> Flushes) WriteFlushes()
    {
        using var store = new SqliteJournalStore(Original);
        var journal = new GroupCommit(store, NullLogger.Instance);
        var epoch = Flushed(journal, journal.RaiseEpochAsync(Key, default));
        var flushes = new List<(long, int)>();
        var entries = 0;
        for (var flush = 0; flush < 8; flush++)
        {
            var last = Task.CompletedTask;
            for (var i = 0; i <= flush % 3; i++) last = journal.Append(Key, epoch, Held(++entries));
            Flushed(journal, last);
            flushes.Add((new FileInfo(Original + "-wal").Length, entries));
        }

        return (Copy(Original), Copy(Original + "-wal"), flushes);
    }

    private void Tear(byte[] database, ReadOnlySpan<byte> log)
    {
        File.Delete(Torn + "-shm");
        File.WriteAllBytes(Torn, database);
        File.WriteAllBytes(Torn + "-wal", log);
    }

    private void Shorten(long log)
    {
        File.Delete(Torn + "-shm");
        using var file = new FileStream(Torn + "-wal", FileMode.Open);
        file.SetLength(log);
    }

    private IReadOnlyList<StockEntry> Read()
    {
        using var reader = new SqliteJournalFile(Torn).Reader();
        return LogTail.Open(reader, Key, 1).Tail;
    }

    /// <summary>So that few bytes make a flush, and every one of them can be the last.</summary>
    private void UseSmallPages()
    {
        using var connection = new SqliteConnection($"Data Source={Original};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size = 512; VACUUM;";
        command.ExecuteNonQuery();
    }

    private static T Flushed<T>(GroupCommit journal, Task<T> waiting)
    {
        Flushed(journal, (Task)waiting);
        return waiting.GetAwaiter().GetResult();
    }

    private static void Flushed(GroupCommit journal, Task waiting)
    {
        journal.Flush();
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    private static byte[] Copy(string file)
    {
        using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return bytes;
    }

    private static StockEntry Held(int sequence) => new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));
}
