namespace Commerce.Stock;

/// <summary>
/// As <see cref="Decision{TReply,TEvent}"/>, for at most two entries and without an array: the hot path makes one per reservation.
/// The entries have no sequence yet; they get theirs when they are applied.
/// </summary>
public readonly record struct StockDecision<TReply>(TReply Reply, StockEntry First = default, StockEntry Second = default)
{
    public bool IsEmpty => First.Kind == StockEntryKind.Unknown;
    public bool HasSecond => Second.Kind != StockEntryKind.Unknown;
}
