using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>Where the journal's blocks lie. Used by the journal's one writer only, apart from <see cref="Read"/>.</summary>
internal interface IJournalStore : IDisposable
{
    /// <summary>Runs the work in one transaction that is durable when this returns; any exception undoes all of it.</summary>
    void Transact(Action work);

    /// <summary>Moves the SKU's head to this segment's last entry; false when its epoch is old or the entries do not follow the head.</summary>
    bool Advance(JournalSegment segment);

    /// <summary>Writes one block: the segments one after the other.</summary>
    void WriteBlock(ReadOnlySpan<JournalSegment> segments);

    /// <summary>Raises the SKU's epoch and answers the new one.</summary>
    long RaiseEpoch(string key);

    /// <summary>Stores a snapshot unless the epoch is old or the entries up to it are not stored.</summary>
    void WriteSnapshot(string key, long epoch, long sequence, byte[] state);

    /// <summary>Everything stored of a SKU, from any thread.</summary>
    OpenedLog Read(string key, long epoch);
}
