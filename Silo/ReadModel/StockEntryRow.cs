using Commerce.Stock;

namespace Commerce.Silo.ReadModel;

/// <summary>One entry of the stock journal as it is searched; see <see cref="StockEntry"/>. Written some time after the entry itself.</summary>
internal sealed class StockEntryRow
{
    public required string Shop { get; init; }
    public required string Sku { get; init; }
    public required long Sequence { get; init; }
    public required StockEntryKind Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string HoldId { get; init; }

    /// <summary>Empty where the entry names none: what follows a hold names the hold.</summary>
    public required string CustomerId { get; init; }
    public required int Quantity { get; init; }
    public required DateTimeOffset? Until { get; init; }
    public required Reason Reason { get; init; }
    public required string? Detail { get; init; }

    public StockEntry Entry() => new(Sequence, Kind, At, HoldId, CustomerId, Quantity, Until, Reason, Detail);
}
