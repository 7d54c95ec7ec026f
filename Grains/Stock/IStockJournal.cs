namespace Commerce.Stock;

/// <summary>
/// The durable log of stock entries: one per silo, shared by all its stock grains, flushed as fast as the disk allows (design §4).
/// </summary>
public interface IStockJournal
{
    /// <summary>
    /// False while more entries wait for a slow disk than may wait: then nothing is decided, the caller is turned away at once
    /// (<see cref="StockJournalException.Overloaded"/>) and nothing has happened.
    /// </summary>
    bool HasRoom { get; }

    /// <summary>Opens a SKU's log under a new, higher epoch: from now on whoever opened it before can no longer append.</summary>
    Task<OpenedLog> OpenAsync(string key, CancellationToken stop);

    /// <summary>Queues entries; the task completes when they are durable. All entries of one flush share one task.</summary>
    /// <exception cref="StockJournalException">In the task: not stored, or not known to be. The grain must reload.</exception>
    Task Append(string key, long epoch, in StockEntry entry);

    /// <summary>As <see cref="Append(string, long, in StockEntry)"/>, for two entries of one decision: both are stored or neither.</summary>
    Task Append(string key, long epoch, in StockEntry first, in StockEntry second);

    /// <summary>
    /// Completes when it is certain that nobody has opened the SKU's log since <paramref name="epoch"/> until now, and that its entries
    /// up to <paramref name="sequence"/> are durable. What an activation answers without an entry rests on this.
    /// </summary>
    /// <exception cref="StockJournalException">In the task: overtaken, or not known. The grain must reload.</exception>
    Task Confirm(string key, long epoch, long sequence);

    /// <summary>Stores a snapshot of the state after <paramref name="sequence"/>, so that recovery need not read what came before.</summary>
    Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop);
}

/// <param name="Epoch">The fencing epoch of this opening.</param>
/// <param name="Snapshot">State after <paramref name="SnapshotSequence"/>; null when there is none.</param>
/// <param name="Tail">The entries after the snapshot, in order.</param>
public sealed record OpenedLog(long Epoch, byte[]? Snapshot, long SnapshotSequence, IReadOnlyList<StockEntry> Tail);
