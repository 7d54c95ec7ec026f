using Commerce.Orders;
using Commerce.Stock;

namespace Commerce.Feed;

/// <summary>One order as the desk shows it. <paramref name="Version"/> is the order's: a higher one is newer.</summary>
/// <param name="CaptureEnds">When (UTC) its authorisation ends, once that has been warned of; null when there is nothing to hurry for.</param>
[GenerateSerializer, Immutable, Alias("feed.order.v1")]
public sealed record FeedOrder(
    [property: Id(0)] string OrderId,
    [property: Id(1)] int Version,
    [property: Id(2)] string Number,
    [property: Id(3)] OrderStatus Status,
    [property: Id(4)] Yen Total,
    [property: Id(5)] Yen Captured,
    [property: Id(6)] Yen Refunded,
    [property: Id(7)] DateTimeOffset PlacedAt,
    [property: Id(8)] DateTimeOffset ChangedAt,
    [property: Id(9)] string Summary,
    [property: Id(10)] string CustomerName,
    [property: Id(11)] DateTimeOffset? CaptureEnds = null);

/// <summary>
/// The whole desk. All numbers are absolute, so a screen that missed frames is right again with the next one.
/// </summary>
/// <param name="Version">Rises with every frame of one feed; a new one begins with the time in its high bits.</param>
/// <param name="Day">The shop's own day that the totals are of.</param>
/// <param name="Orders">The newest orders first, at most 50.</param>
[GenerateSerializer, Immutable, Alias("feed.frame.v1")]
public sealed record FeedFrame(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] DateOnly Day,
    [property: Id(3)] DayTotals Today,
    [property: Id(4)] ImmutableArray<FeedProduct> Products,
    [property: Id(5)] ImmutableArray<FeedOrder> Orders)
{
    /// <summary>Orders of any day whose authorisation soon ends, the nearest end first, at most 50.</summary>
    [Id(6)] public ImmutableArray<FeedOrder> ToCapture { get; init; } = [];
}

/// <param name="Sales">Captured less refunded, of orders placed today, tax included.</param>
[GenerateSerializer, Immutable, Alias("feed.totals.v1")]
public sealed record DayTotals(
    [property: Id(0)] int Placed,
    [property: Id(1)] int AwaitingPayment,
    [property: Id(2)] int Paid,
    [property: Id(3)] int Cancelled,
    [property: Id(4)] Yen Sales);

[GenerateSerializer, Immutable, Alias("feed.product.v1")]
public sealed record FeedProduct([property: Id(0)] string Name, [property: Id(1)] StockView Stock);

public static class FeedSubscription
{
    /// <summary>How long a subscription lives without being renewed.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);
}
