using Commerce.Feed;

namespace Commerce.Web.Hubs;

/// <summary>
/// This process's one subscription to a shop's feed, however many screens are open. Its host holds observers weakly, so
/// <see cref="FeedScreens"/> keeps this one for as long as a screen is open.
/// </summary>
internal sealed class ShopFeed(string shop, IGrainFactory grains, TimeProvider clock, ILogger log) : IFeedObserver, IDisposable
{
    // Often: a feed whose silo died begins anew on another one, and does not know us there until we renew.
    private static readonly TimeSpan RenewEvery = FeedSubscription.Lasts / 60;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closing = new();

    public ImmutableList<Screen> Screens { get; private set; } = [];

    public Task Changed(FeedFrame frame)
    {
        var json = FeedFrameJson.Of(frame);
        foreach (var screen in Screens) screen.Show(json);
        return Task.CompletedTask;
    }

    public void Add(Screen screen)
    {
        Screens = Screens.Add(screen);
        if (Screens.Count == 1) _ = SubscribeAsync(_closing.Token);
    }

    public void Remove(Screen screen) => Screens = Screens.Remove(screen);

    /// <summary>Ends the subscription.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task SubscribeAsync(CancellationToken closing)
    {
        var feed = grains.GetGrain<IFeedGrain>(shop);
        var reference = grains.CreateObjectReference<IFeedObserver>(this);
        try
        {
            while (true) await Task.Delay(await RenewAsync(feed, reference), clock, closing);
        }
        catch (OperationCanceledException)
        {
            await LeaveAsync(feed, reference);
        }
    }

    /// <summary>Whatever changed while nobody listened is in the frame that is shown after subscribing.</summary>
    private async Task<TimeSpan> RenewAsync(IFeedGrain feed, IFeedObserver reference)
    {
        try
        {
            await feed.Subscribe(reference);
            await Changed(await feed.Look());
            return RenewEvery;
        }
        catch (Exception e)
        {
            log.FeedSilent(e, shop);
            return RetryAfter;
        }
    }

    private async Task LeaveAsync(IFeedGrain feed, IFeedObserver reference)
    {
        try
        {
            await feed.Unsubscribe(reference);
        }
        catch (Exception e)
        {
            log.LeavingNotHeard(e, shop);
        }

        grains.DeleteObjectReference<IFeedObserver>(reference);
    }
}
