namespace Commerce.Silo.ReadModel;

/// <summary>One entry of an order's ledger (<see cref="Orders.MoneyEntry"/>), as the monthly statement adds it up. Never changed.</summary>
public sealed class MoneyRow
{
    public required string Shop { get; init; }
    public required string OrderId { get; init; }

    /// <summary>Its place in the order's ledger, from 0: the same entry again changes nothing.</summary>
    public required int Entry { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Number { get; init; }

    /// <summary>Captured; negative: given back.</summary>
    public required Yen Amount { get; init; }

    /// <summary>The platform's fee; negative: given back.</summary>
    public required Yen Fee { get; init; }
}
