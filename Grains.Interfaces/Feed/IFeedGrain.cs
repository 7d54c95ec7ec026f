namespace Commerce.Feed;

/// <summary>What the merchant's live desk shows: the shop's day in absolute numbers. Key: shop id.</summary>
[Alias("feed")]
public interface IFeedGrain : IGrainWithStringKey
{
    /// <summary>An order as it is now. Older versions of the same order are ignored.</summary>
    [Alias("order-changed")]
    Task OrderChanged(FeedOrder order);

    /// <summary>A SKU's numbers as they are now. Older sequences are ignored.</summary>
    [Alias("stock-changed")]
    Task StockChanged(Stock.StockView stock);

    /// <summary>The whole desk as it is now.</summary>
    [Alias("look"), ReadOnly]
    Task<FeedFrame> Look();

    /// <summary>Tells the observer of every change from now on. Lapses after <see cref="FeedSubscription.Lasts"/>: renew before.</summary>
    [Alias("subscribe")]
    Task Subscribe(IFeedObserver observer);

    [Alias("unsubscribe")]
    Task Unsubscribe(IFeedObserver observer);
}

/// <summary>Held weakly by its host: whoever subscribes keeps a strong reference of its own.</summary>
[Alias("feed-observer")]
public interface IFeedObserver : IGrainObserver
{
    [Alias("changed"), OneWay]
    Task Changed(FeedFrame frame);
}
