namespace Commerce.Silo.Stock;

/// <summary>What the journal has stored, for whoever looks on beside its writer. Not for two threads at once.</summary>
internal interface IJournalReader : IDisposable
{
    /// <summary>Every SKU and its last entry, in order of the keys.</summary>
    IReadOnlyList<(string Key, long Last)> Heads();

    /// <summary>The id of the last block; ids rise for ever. 0: nothing was ever stored.</summary>
    long LastBlock();

    /// <summary>All that <paramref name="look"/> reads is of one instant.</summary>
    void AtOneInstant(Action look);

    /// <summary>Null: this SKU was never opened.</summary>
    StoredHead? Head(string key);

    /// <summary>The segments that hold entries after this one, in order, until one of the looks answers false.</summary>
    /// <param name="most">How many at most: PostgreSQL sends all that it was asked for, also to whoever has seen enough.</param>
    void Segments(string key, long after, SegmentLook look, int most = int.MaxValue);

    /// <summary>Every block, in order of their ids.</summary>
    void Blocks(BlockLook look);
}

internal delegate bool SegmentLook(in StoredSegment segment, ReadOnlySpan<byte> bytes);

internal delegate void BlockLook(in StoredBlock block, ReadOnlySpan<byte> bytes);

internal sealed record StoredHead(long Epoch, long Last, long SnapshotSequence, byte[]? Snapshot, uint? SnapshotCrc);

/// <summary>What a segment's row says of its bytes.</summary>
internal readonly record struct StoredSegment(long First, long Last, long Epoch, uint Crc);

internal readonly record struct StoredBlock(long Id, int Entries, uint Crc);
