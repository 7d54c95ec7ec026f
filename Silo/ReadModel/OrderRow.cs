using Commerce.Orders;

namespace Commerce.Silo.ReadModel;

/// <summary>One order as it is searched and listed. <see cref="Body"/> is the whole order; the columns are what is asked by.</summary>
public sealed class OrderRow
{
    public required string Shop { get; init; }
    public required string OrderId { get; init; }
    public required int Version { get; init; }
    public required string Number { get; init; }
    public required string CustomerId { get; init; }
    public required OrderStatus Status { get; init; }
    public required Yen Total { get; init; }
    public required Yen Captured { get; init; }
    public required Yen Refunded { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The shop's own day on which it was placed.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>「焼菓子 ×2、T-SHIRT ×1」</summary>
    public required string Summary { get; init; }
    public required string RecipientName { get; init; }
    public string? Carrier { get; init; }
    public string? Tracking { get; init; }

    /// <summary>The provider refused a refund and nobody has made it good (<see cref="RefundsToSettle"/>).</summary>
    public bool RefundRefused { get; init; }
    public required string Body { get; init; }

    /// <summary>The order's ledger, which has a table of its own.</summary>
    public ImmutableArray<MoneyRow> Money { get; init; } = [];
}
