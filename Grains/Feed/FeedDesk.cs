using Commerce.Orders;
using Commerce.Stock;

namespace Commerce.Feed;

/// <summary>The desk in memory, rebuilt from the books at each activation. Bounded by one day's orders and 500 products.</summary>
internal sealed record FeedDesk
{
    public required DateOnly Day { get; init; }
    public ImmutableDictionary<string, CountedOrder> Counted { get; init; } = ImmutableDictionary<string, CountedOrder>.Empty;
    public DayTotals Today { get; init; } = FeedRules.NoTotals;

    /// <summary>Newest first, at most 50.</summary>
    public ImmutableArray<FeedOrder> Newest { get; init; } = [];

    /// <summary>Of any day, the nearest end first, at most 50.</summary>
    public ImmutableArray<FeedOrder> ToCapture { get; init; } = [];

    /// <summary>In the order of the catalogue.</summary>
    public ImmutableArray<FeedName> Names { get; init; } = [];
    public ImmutableDictionary<string, StockView> Stocks { get; init; } = ImmutableDictionary<string, StockView>.Empty;
}

/// <summary>What an order counts for in the totals of its day.</summary>
internal readonly record struct CountedOrder(int Version, OrderStatus Status, Yen Captured, Yen Refunded);

/// <param name="Version">The product's: its sale terms carry the same.</param>
internal readonly record struct FeedName(string Sku, string Name, long Version);
