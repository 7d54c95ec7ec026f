namespace Commerce.Promotions;

/// <summary>
/// Bounded by one person's orders and adjustments in one shop: what each spent and that each earned is kept for ever, the ledger keeps
/// its newest <see cref="PointsRules.MostEntries"/> lines.
/// </summary>
[GenerateSerializer, Immutable, Alias("promotions.points-state.v1")]
public sealed record PointsState
{
    /// <summary>What is left to spend, the first to expire first.</summary>
    [Id(0)] public ImmutableArray<PointLot> Lots { get; init; } = [];
    [Id(1)] public ImmutableArray<PointEntry> Ledger { get; init; } = [];

    /// <summary>By order: the pieces of lots that it took, or none when it is returned.</summary>
    [Id(2)] public ImmutableDictionary<string, PointSpending> Spendings { get; init; } = ImmutableDictionary<string, PointSpending>.Empty;

    /// <summary>By order or key of an adjustment: the points it gave or took.</summary>
    [Id(3)] public ImmutableDictionary<string, int> Given { get; init; } = ImmutableDictionary<string, int>.Empty;
}

/// <param name="Points">What the order asked for.</param>
/// <param name="Pieces">From which lots; their <see cref="PointLot.Left"/> is the piece.</param>
[GenerateSerializer, Immutable, Alias("promotions.point-spending.v1")]
public sealed record PointSpending(
    [property: Id(0)] int Points,
    [property: Id(1)] ImmutableArray<PointLot> Pieces,
    [property: Id(2)] bool Returned = false);
