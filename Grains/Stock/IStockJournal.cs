namespace Commerce.Stock;

/// <summary>
/// The durable log of stock entries: one per silo, shared by all its stock grains, flushed as fast as the disk allows (design §4).
/// </summary>
public interface IStockJournal
{
    /// <summary>Opens a SKU's log under a new, higher epoch: from now on whoever opened it before can no longer append.</summary>
    Task<OpenedLog> OpenAsync(string key, CancellationToken stop);

    /// <summary>Queues entries; the task completes when they are durable. All entries of one flush share one task.</summary>
    /// <exception cref="StockJournalException">In the task: not stored, or not known to be. The grain must reload.</exception>
    Task Append(string key, long epoch, StockEntry entry);

    /// <summary>Stores a snapshot of the state after <paramref name="sequence"/>, so that recovery need not read what came before.</summary>
    Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop);
}

/// <param name="Epoch">The fencing epoch of this opening.</param>
/// <param name="Snapshot">State after <paramref name="SnapshotSequence"/>; null when there is none.</param>
/// <param name="Tail">The entries after the snapshot, in order.</param>
public sealed record OpenedLog(long Epoch, byte[]? Snapshot, long SnapshotSequence, IReadOnlyList<StockEntry> Tail);
