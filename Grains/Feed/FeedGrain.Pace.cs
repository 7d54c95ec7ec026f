using Commerce.Shops;

namespace Commerce.Feed;

/// <summary>
/// Who is shown the desk, and how often: a change after a quiet time at once, then at most five frames a second, each the whole
/// desk as it is then. Screens are told without being waited for.
/// </summary>
internal sealed partial class FeedGrain
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<IFeedObserver, DateTimeOffset> _screens = [];   // and when each subscription lapses
    private IGrainTimer? _pace, _midnight;
    private bool _pacing, _unshown;

    public Task Subscribe(IFeedObserver observer)
    {
        _screens[observer] = clock.GetUtcNow() + FeedSubscription.Lasts;
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IFeedObserver observer)
    {
        _screens.Remove(observer);
        return Task.CompletedTask;
    }

    private void StartPace()
    {
        _pace = this.RegisterGrainTimer(TickAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _midnight = this.RegisterGrainTimer(BeginDayAsync, UntilMidnight(), Timeout.InfiniteTimeSpan);
    }

    private void Show()
    {
        _unshown = true;
        if (!_pacing) ShowNow();
    }

    private void ShowNow()
    {
        _unshown = false;
        _pacing = true;
        _pace?.Change(Between, Timeout.InfiniteTimeSpan);

        var now = clock.GetUtcNow();
        foreach (var (lapsed, _) in _screens.Where(screen => screen.Value <= now).ToArray()) _screens.Remove(lapsed);
        if (_screens.Count == 0) return;
        var frame = FeedRules.Frame(_desk, _version, now);
        foreach (var screen in _screens.Keys) TellAsync(screen, frame).GoOn(log, "show the desk", Shop);
    }

    private Task TickAsync()
    {
        _pacing = false;
        if (_unshown) ShowNow();
        return Task.CompletedTask;
    }

    /// <summary>A screen that cannot be told is gone; one that is still there renews its subscription.</summary>
    private async Task TellAsync(IFeedObserver screen, FeedFrame frame)
    {
        try
        {
            await screen.Changed(frame);
        }
        catch
        {
            _screens.Remove(screen);
            throw;
        }
    }

    private Task BeginDayAsync()
    {
        Change(Today());
        _midnight?.Change(UntilMidnight(), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    private TimeSpan UntilMidnight()
    {
        var left = _zone.BoundsOf(_desk.Day).To - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
