using Commerce.Feed;

namespace Commerce.Orders;

/// <summary>The queryable table of orders. Written in batches; a version that is not newer than the stored one changes nothing.</summary>
public interface IOrderBook
{
    /// <summary>Completes when the row is stored.</summary>
    Task RecordAsync(string shop, OrderView order, CancellationToken stop);

    /// <summary>The orders placed in <c>[from, to)</c> UTC as the desk shows them, newest first.</summary>
    Task<ImmutableArray<FeedOrder>> PlacedAsync(string shop, DateTimeOffset from, DateTimeOffset to, CancellationToken stop);

    /// <summary>The orders whose money is authorised and not captured, the oldest first: their authorisations end first.</summary>
    Task<ImmutableArray<OrderView>> ConfirmedAsync(string shop, int most, CancellationToken stop);
}
