using Commerce.Silo.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Silo.Stock;

/// <summary>Takes a stock journal from its file to PostgreSQL, entry by entry. Broken off, it goes on where it was.</summary>
internal static class JournalMove
{
    private const int Batch = 5_000;

    /// <summary>Answers how many logs there were; afterwards the file has another name.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static async Task<int> RunAsync(DataFolder folder, string postgres)
    {
        var keys = new List<(string Key, long Last)>();
        using (var from = new SqliteJournalFile(folder.Journal).Reader())
        using (var store = new PostgresJournalStore(postgres))
        {
            var to = new GroupCommit(store, NullLogger.Instance);
            keys.AddRange(from.Heads());
            foreach (var (key, _) in keys) await MoveAsync(from, to, key);
        }

        File.Move(folder.Journal, folder.Journal + ".moved");
        return keys.Count;
    }

    private static async Task MoveAsync(SqliteJournalReader from, GroupCommit to, string key)
    {
        var opening = to.OpenAsync(key, default);
        to.Flush();
        var opened = await opening;
        var done = opened.Tail is [.., var last] ? last.Sequence : opened.SnapshotSequence;
        var waiting = new List<Task>();
        from.Segments(key, done, (in segment, bytes) =>
        {
            if (StockEntryCodec.Crc(bytes) != segment.Crc) throw LogTail.Damage(key, segment.First, "its bytes are not what was written");
            for (var at = 0; at < bytes.Length;)
            {
                var entry = StockEntryCodec.Read(bytes, ref at);
                if (entry.Sequence > done) waiting.Add(to.Append(key, opened.Epoch, entry));
            }

            if (to.Pending >= Batch) to.Flush();
            return true;
        });
        if (from.Head(key) is { Snapshot: { } state } head && head.SnapshotSequence > opened.SnapshotSequence)
        {
            waiting.Add(to.SnapshotAsync(key, opened.Epoch, head.SnapshotSequence, state, default));
        }

        to.Flush();
        await Task.WhenAll(waiting);
    }
}
