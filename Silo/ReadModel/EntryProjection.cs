using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.ReadModel;

/// <summary>
/// Copies the journal's entries to a table that people can search. How far it got is what the table has: an entry and its place in the
/// SKU's sequence are one row, so whatever is done twice is done once.
/// </summary>
internal sealed class EntryProjection(JournalPlace journal, IDbContextFactory<CommerceDb> databases, ILogger<EntryProjection> log)
    : IDisposable
{
    private const int FirstPage = 16;   // segments
    private const int Question = 20;    // to ask how far a SKU was copied costs about as much as so many rows

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, long> _done = [];
    private readonly HashSet<string> _damaged = [];

    /// <summary>Entries that were not copied yet, when it last looked.</summary>
    public long Behind { get; private set; }

    /// <summary>It stopped because it had done enough at once, when it last looked.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Copies up to about so many entries; answers how many it copied.</summary>
    public async Task<int> CopyAsync(int most, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            return await CopyAllAsync(most, stop);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> CopyAllAsync(int most, CancellationToken stop)
    {
        using var reader = journal.Reader();
        if (reader is null) return 0;
        var (copied, spent) = (0, 0);
        long behind = 0;
        foreach (var (key, last) in reader.Heads())
        {
            if (!_done.TryGetValue(key, out var done))
            {
                if (spent >= most) continue;
                spent += Question;
                _done[key] = done = await DoneAsync(key, last, stop);
            }

            if (done >= last || _damaged.Contains(key)) continue;
            behind += last - done;
            if (spent >= most) continue;   // the others come with the next round, or when this one is quiet
            var more = await CopyAsync(reader, key, most, stop);
            (copied, spent) = (copied + more, spent + more);
        }

        (Behind, HasMore) = (behind - copied, spent >= most);
        return copied;
    }

    private async Task<int> CopyAsync(IJournalReader reader, string key, int most, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (db.Database.IsNpgsql())
        {
            // Other silos copy too: each SKU is one's at a time, and begins where the last one ended.
            if (!await EntryInsert.TakeTurnAsync(db.Database.GetDbConnection(), key, stop)) return 0;
            _done[key] = await DoneAsync(db, key, stop);
        }

        if (Read(reader, key, _done[key], most) is not { Count: > 0 } entries) return 0;
        await EntryInsert.WriteAsync(db.Database.GetDbConnection(), transaction.GetDbTransaction(), key, entries, stop);
        await transaction.CommitAsync(stop);
        _done[key] = entries[^1].Sequence;
        return entries.Count;
    }

    private List<StockEntry> Read(IJournalReader reader, string key, long after, int most)
    {
        var entries = new List<StockEntry>();
        try
        {
            // A segment may be one entry or thousands: a few are asked for first, then more.
            var (seen, read) = (after, 0);
            for (var page = FirstPage; ; page = Math.Min(16 * page, most))
            {
                read = 0;
                reader.Segments(key, seen, Take, page);
                if (read < page || entries.Count >= most) break;
            }

            bool Take(in StoredSegment segment, ReadOnlySpan<byte> bytes)
            {
                if (StockEntryCodec.Crc(bytes) != segment.Crc) throw LogTail.Damage(key, segment.First, "its bytes are not what was written");
                for (var at = 0; at < bytes.Length;)
                {
                    var entry = StockEntryCodec.Read(bytes, ref at);
                    if (entry.Sequence > after) entries.Add(entry);
                }

                (seen, read) = (segment.Last, read + 1);
                return entries.Count < most;
            }
        }
        catch (InvalidDataException damage)
        {
            _damaged.Add(key);
            log.EntriesDamaged(damage, key);
        }

        return entries;
    }

    private async Task<long> DoneAsync(string key, long last, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var done = await DoneAsync(db, key, stop);
        if (done > last) log.JournalOlderThanCopies(key, last, done);
        return done;
    }

    private static async Task<long> DoneAsync(CommerceDb db, string key, CancellationToken stop)
    {
        var (shop, sku) = (Keys.Shop(key), Keys.Rest(key));
        return await db.StockEntries.Where(row => row.Shop == shop && row.Sku == sku).MaxAsync(row => (long?)row.Sequence, stop) ?? 0;
    }
}
