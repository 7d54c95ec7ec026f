using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>Where the journal's blocks lie. Used by the journal's one writer only, apart from <see cref="Read"/>.</summary>
internal interface IJournalStore : IDisposable
{
    /// <summary>
    /// Stores one flush in one transaction, durable when this returns. First the segments: a SKU's head moves to the segment's last
    /// entry if the epoch is the head's and the entries follow it, which is told in <see cref="JournalSegment.Accepted"/>; the accepted
    /// ones become one block. Then the snapshots, unless their epoch is old or the entries up to them are not stored. Then the
    /// checks, which are told the epoch of their head. Then each opening raises its SKU's epoch.
    /// </summary>
    /// <remarks>After an exception none of it is stored, or it is not known.</remarks>
    void Store(JournalBatch flush);

    /// <summary>Everything stored of a SKU, from any thread.</summary>
    /// <exception cref="InvalidDataException">What is stored is damaged: the SKU is not opened. Names the SKU and the entry.</exception>
    OpenedLog Read(string key, long epoch);
}
