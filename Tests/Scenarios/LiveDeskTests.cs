using System.Threading.Channels;
using Commerce.Feed;
using Commerce.Orders;
using Commerce.Tests.Support;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Scenarios;

/// <summary>The desk moves at once and then at most five times a second, always with the newest numbers.</summary>
public sealed class LiveDeskTests : IAsyncLifetime
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private readonly Screen _screen = new();
    private ShopHost _shop = null!;
    private IFeedObserver _reference = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopHost.OpenAsync();
        await _shop.StopThenAsync(() => { });   // what opening the shop told the desk has been told
        await _shop.Feed.Look();
        _reference = _shop.Grains.CreateObjectReference<IFeedObserver>(_screen);
        await _shop.Feed.Subscribe(_reference);
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        GC.KeepAlive(_screen);
    }

    [OneProcessFact]
    public async Task A_burst_is_shown_as_its_first_and_its_last_state()
    {
        for (var n = 1; n <= 100; n++) await _shop.Feed.OrderChanged(Order($"order-{n}", 1));
        var first = await _screen.Next();
        _shop.Clock.Advance(Beat);
        var second = await _screen.Next();

        Assert.Equal((1, 100), (first.Today.Placed, second.Today.Placed));
        Assert.True(second.Version > first.Version);
        Assert.Equal(0, _screen.Waiting);
    }

    [OneProcessFact]
    public async Task What_is_sold_is_on_the_desk()
    {
        await _shop.Stock("P4").Hold(new("order-1", "hanako", 1));
        var frame = await _screen.Next();

        Assert.Equal("限定スニーカー", frame.Products[0].Name);
        Assert.Equal((10, 9, 1), (frame.Products[0].Stock.Supply, frame.Products[0].Stock.Free, frame.Products[0].Stock.Held));
    }

    [OneProcessFact]
    public async Task A_screen_that_does_not_renew_is_not_told_any_more()
    {
        _shop.Clock.Advance(FeedSubscription.Lasts);
        await _shop.Feed.OrderChanged(Order("order-1", 1));
        await _shop.Feed.Look();

        Assert.Equal(0, _screen.Waiting);
    }

    [OneProcessFact]
    public async Task A_new_day_begins_at_the_shops_midnight()
    {
        await _shop.Feed.OrderChanged(Order("order-1", 1));
        Assert.Equal(1, (await _shop.Feed.Look()).Today.Placed);
        _shop.Clock.AdvanceTo(new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero));

        var frame = await _shop.Feed.Look();
        Assert.Equal((SaleDay.AddDays(1), 0), (frame.Day, frame.Today.Placed));
    }

    [OneProcessFact]
    public async Task Versions_rise_over_a_restart()
    {
        await _shop.Feed.OrderChanged(Order("order-1", 1));
        var before = (await _shop.Feed.Look()).Version;
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMilliseconds(1)));

        Assert.True((await _shop.Feed.Look()).Version > before);
    }

    private FeedOrder Order(string id, int version) =>
        new(id, version, id, OrderStatus.Paid, new(6_900), new(6_900), Yen.Zero, _shop.Clock.GetUtcNow(), _shop.Clock.GetUtcNow(), "T-SHIRT ×2", "花子");

    private sealed class Screen : IFeedObserver
    {
        private readonly Channel<FeedFrame> _frames = Channel.CreateUnbounded<FeedFrame>();

        public int Waiting => _frames.Reader.Count;

        public async Task<FeedFrame> Next() => await _frames.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);

        public Task Changed(FeedFrame frame)
        {
            _frames.Writer.TryWrite(frame);
            return Task.CompletedTask;
        }
    }
}
