namespace Commerce.Promotions;

/// <param name="OrderId">Also the idempotency key.</param>
/// <param name="Points">At least 1.</param>
[GenerateSerializer, Immutable, Alias("promotions.spend-points.v1")]
public sealed record SpendPointsRequest([property: Id(0)] string OrderId, [property: Id(1)] int Points);

[GenerateSerializer, Immutable, Alias("promotions.return-points.v1")]
public sealed record ReturnPointsRequest([property: Id(0)] string OrderId);

/// <param name="OrderId">Also the idempotency key.</param>
/// <param name="ValidDays">Days until they expire.</param>
[GenerateSerializer, Immutable, Alias("promotions.earn-points.v1")]
public sealed record EarnPointsRequest(
    [property: Id(0)] string OrderId,
    [property: Id(1)] int Points,
    [property: Id(2)] int ValidDays);

/// <summary>Staff give points or take them away.</summary>
/// <param name="Key">Idempotency key.</param>
/// <param name="Points">Below zero takes away, at most what is there.</param>
[GenerateSerializer, Immutable, Alias("promotions.adjust-points.v1")]
public sealed record AdjustPointsRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] int Points,
    [property: Id(2)] int ValidDays,
    [property: Id(3)] Actor By);

/// <param name="Balance">Points that can be spent now.</param>
[GenerateSerializer, Immutable, Alias("promotions.points-reply.v1")]
public sealed record PointsReply([property: Id(0)] Refusal? Refused, [property: Id(1)] int Balance);

/// <param name="Lots">What is left, the first to expire first.</param>
/// <param name="Ledger">Newest last; the newest 200.</param>
/// <param name="Spent">By order, what it spends now.</param>
[GenerateSerializer, Immutable, Alias("promotions.points-view.v1")]
public sealed record PointsView(
    [property: Id(0)] int Balance,
    [property: Id(1)] ImmutableArray<PointLot> Lots,
    [property: Id(2)] ImmutableArray<PointEntry> Ledger,
    [property: Id(3)] ImmutableDictionary<string, int> Spent);

/// <param name="Key">The order or adjustment that gave them.</param>
/// <param name="Left">Not spent yet.</param>
/// <param name="Expires">From then on (UTC) they are gone.</param>
[GenerateSerializer, Immutable, Alias("promotions.point-lot.v1")]
public sealed record PointLot(
    [property: Id(0)] string Key,
    [property: Id(1)] int Left,
    [property: Id(2)] DateTimeOffset Expires);

/// <summary>One line of the ledger: what changed the balance, and to what.</summary>
/// <param name="Points">Above zero adds, below takes away.</param>
/// <param name="Key">Order id, or the key of the adjustment.</param>
[GenerateSerializer, Immutable, Alias("promotions.point-entry.v1")]
public sealed record PointEntry(
    [property: Id(0)] PointEntryKind Kind,
    [property: Id(1)] int Points,
    [property: Id(2)] int Balance,
    [property: Id(3)] string Key,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] Actor By);

public enum PointEntryKind { Unknown = 0, Earned = 1, Spent = 2, Returned = 3, Expired = 4, Adjusted = 5 }
