using Commerce.Proofs.Simulation;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Simulation;

/// <summary>A power cut tears the last two blocks at every byte: what is found again is whole flushes, in order, from the first on.</summary>
public sealed class TornDiskTests : IDisposable
{
    private const string P4 = "shop/P4";
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("torn").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_simulations_disk()
    {
        using var disk = new FakeDisk();
        var lengths = await FlushAsync(disk, () => disk.Length);
        for (var torn = lengths[^1]; torn >= lengths[^3]; torn--)
        {
            disk.Tear(torn);
            disk.Recover();
            Assert.Equal(Whole(lengths, torn), disk.Entries(P4).Count);
        }
    }

    /// <summary>The write-ahead log is written from its front, so that a torn one is a shorter one; torn bytes are the next test.</summary>
    [Fact]
    public async Task A_sqlite_file_whose_log_ends_at_any_byte()
    {
        var (file, lengths) = await FilledAsync();
        var log = await File.ReadAllBytesAsync(file + "-wal");
        for (var torn = lengths[^1]; torn >= lengths[^3]; torn -= Step(lengths, torn))
        {
            Assert.Equal(Whole(lengths, torn), Recovered(file, log.AsSpan(0, torn)));
        }
    }

    [Fact]
    public async Task A_sqlite_file_whose_last_block_has_bytes_that_were_never_written()
    {
        var (file, lengths) = await FilledAsync();
        var log = await File.ReadAllBytesAsync(file + "-wal");
        for (var torn = lengths[^2]; torn < lengths[^1]; torn += 397)
        {
            var bytes = log.AsSpan(0, lengths[^1]).ToArray();
            bytes[torn] ^= 0x55;
            Assert.Equal(Whole(lengths, torn), Recovered(file, bytes));
        }
    }

    /// <summary>Five flushes of one to five entries; answers where each ends.</summary>
    private static async Task<List<int>> FlushAsync(IJournalStore store, Func<int> length)
    {
        var journal = new GroupCommit(store, NullLogger.Instance);
        var opening = journal.OpenAsync(P4, default);
        journal.Flush();
        var log = await opening;
        List<int> lengths = [length()];
        long sequence = 0;
        for (var flush = 1; flush <= 5; flush++)
        {
            for (var i = 0; i < flush; i++) _ = journal.Append(P4, log.Epoch, Entry(++sequence));
            journal.Flush();
            lengths.Add(length());
        }

        return lengths;
    }

    private static int Whole(List<int> lengths, int torn)
    {
        var flushes = lengths.FindLastIndex(length => length <= torn);
        return flushes * (flushes + 1) / 2;
    }

    /// <summary>Every byte where a frame of the log begins or ends; between them one in 1,999.</summary>
    private static int Step(List<int> lengths, int torn)
    {
        const int Header = 24;
        const int Frame = Header + SqliteJournalFile.PageSize;
        var into = (torn - 32) % Frame;
        return into <= Header || Frame - into <= 4 || lengths.Contains(torn) ? 1 : Math.Min(1_999, into - Header);
    }

    private async Task<(string File, List<int> Lengths)> FilledAsync()
    {
        var file = Path.Combine(_folder, "journal.db");
        var store = new SqliteJournalStore(file);
        var lengths = await FlushAsync(store, () => (int)new FileInfo(file + "-wal").Length);
        foreach (var part in Directory.GetFiles(_folder)) File.Copy(part, part.Replace("journal", "killed", StringComparison.Ordinal));
        store.Dispose();   // tidies up after itself: the copies are what a power cut leaves
        return (Path.Combine(_folder, "killed.db"), lengths);
    }

    private int Recovered(string file, ReadOnlySpan<byte> log)
    {
        var torn = Path.Combine(_folder, "torn.db");
        File.Copy(file, torn, overwrite: true);
        File.Delete(torn + "-shm");
        File.WriteAllBytes(torn + "-wal", log);
        using var look = new SqliteConnection($"Data Source={torn};Pooling=False");
        look.Open();
        using var reader = new SqliteJournalReader(look);
        return LogTail.Open(reader, P4, 1).Tail.Count;
    }

    private static StockEntry Entry(long sequence) =>
        new(sequence, StockEntryKind.Held, Noon, $"order-{sequence}", "hanako", 1, Noon.AddMinutes(5));
}
