namespace Commerce.Web.Hubs;

/// <summary>The open desks of this process, by shop. A shop's subscription begins with its first screen and ends with its last.</summary>
internal sealed class FeedScreens(IGrainFactory grains, TimeProvider clock, ILogger<FeedScreens> log)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, ShopFeed> _feeds = [];

    public Screen Open(string shop)
    {
        var screen = new Screen(clock);
        lock (_turn)
        {
            if (!_feeds.TryGetValue(shop, out var feed)) _feeds[shop] = feed = new(shop, grains, clock, log);
            feed.Add(screen);
        }

        return screen;
    }

    public void Close(string shop, Screen screen)
    {
        ShopFeed? left;
        lock (_turn)
        {
            if (!_feeds.TryGetValue(shop, out left)) return;
            left.Remove(screen);
            if (!left.Screens.IsEmpty) return;
            _feeds.Remove(shop);
        }

        left.Dispose();
    }
}
