using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>A SKU's entries after its snapshot, put together from stored segments, each checked as it comes.</summary>
internal sealed class LogTail(string key, long after)
{
    private readonly StoredTail _entries = new();
    private long _last = after;

    /// <summary>Everything that is stored of a SKU.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static OpenedLog Open(IJournalReader stored, string key, long epoch)
    {
        OpenedLog log = null!;
        stored.AtOneInstant(() => log = Read(stored, key, epoch));
        return log;
    }

    /// <summary>The same, within an instant of the caller's.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static OpenedLog Read(IJournalReader stored, string key, long epoch)
    {
        if (stored.Head(key) is not { } head) return new(epoch, null, 0, []);
        CheckSnapshot(key, head);
        var tail = new LogTail(key, head.SnapshotSequence);
        stored.Segments(key, head.SnapshotSequence, tail.Add);
        return new(epoch, head.Snapshot, head.SnapshotSequence, tail.UpTo(head.Last));
    }

    public static void CheckSnapshot(string key, StoredHead head)
    {
        if (head.Snapshot is { } state && head.SnapshotCrc is { } crc && StockEntryCodec.Crc(state) != crc)
        {
            throw Damage(key, head.SnapshotSequence, "the snapshot's bytes are not what was written");
        }
    }

    /// <exception cref="InvalidDataException">Not what was written, or entries before it are missing.</exception>
    public bool Add(in StoredSegment stored, ReadOnlySpan<byte> bytes)
    {
        if (stored.First > _last + 1) throw Damage(key, _last + 1, "entries are missing");
        if (StockEntryCodec.Crc(bytes) != stored.Crc) throw Damage(key, stored.First, "its bytes are not what was written");
        var (sequence, start) = (stored.First - 1, 0);
        for (var at = 0; at < bytes.Length;)
        {
            if (StockEntryCodec.Skip(bytes, ref at) != ++sequence) throw Damage(key, sequence, "entries are missing");
            if (sequence <= _last) start = at;
        }

        if (sequence != stored.Last) throw Damage(key, sequence + 1, "entries are missing");
        if (sequence <= _last) return true;
        _entries.Add(bytes[start..], (int)(sequence - _last));
        _last = sequence;
        return true;
    }

    /// <summary>Everything up to the head.</summary>
    /// <exception cref="InvalidDataException">The head is elsewhere.</exception>
    public IReadOnlyList<StockEntry> UpTo(long head) =>
        _last == head ? _entries : throw Damage(key, Math.Min(head, _last) + 1, $"the head is at entry {head}, the last one stored is {_last}");

    public static InvalidDataException Damage(string key, long sequence, string how) =>
        new($"The stock journal of {key} is damaged at entry {sequence}: {how}");
}
