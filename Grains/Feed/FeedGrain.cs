using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Shops;
using Commerce.Stock;
using Microsoft.Extensions.Logging;

namespace Commerce.Feed;

/// <summary>
/// Shell over <see cref="FeedRules"/>. It stores nothing: orders and stock are the books, this is how they look now. Whoever tells
/// it of a change does not wait for it to be shown.
/// </summary>
[GrainType("feed")]
internal sealed partial class FeedGrain(IOrderBook book, TimeProvider clock, ILogger<FeedGrain> log) : Grain, IFeedGrain
{
    private const int AskedAtOnce = 32;
    private FeedDesk _desk = null!;
    private TimeZoneInfo _zone = null!;
    private long _version;   // counts changes from the time of this activation on, so it rises over restarts too
    private readonly HashSet<(string Sku, long Terms)> _asked = [];   // names the catalogue was asked for, whatever it answered
    private bool _naming;

    private string Shop => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _version = now.ToUnixTimeMilliseconds() << 10;   // below 2^53: a screen reads it as a JavaScript number
        _zone = (await GrainFactory.GetGrain<IShopGrain>(Shop).Look())?.Settings.Zone() ?? TimeZoneInfo.Utc;
        _desk = new() { Day = _zone.DayOf(now), Names = await NamesAsync() };

        foreach (var skus in _desk.Names.Select(name => name.Sku).Chunk(AskedAtOnce))
        {
            var stocks = await Task.WhenAll(skus.Select(sku => GrainFactory.GetGrain<IStockGrain>(Keys.Of(Shop, sku)).Look()));
            _desk = stocks.Aggregate(_desk, FeedRules.StockChanged);
        }

        var (from, to) = _zone.BoundsOf(_desk.Day);
        foreach (var order in await book.PlacedAsync(Shop, from, to, cancellationToken))
        {
            _desk = FeedRules.OrderChanged(_desk, order, _zone.DayOf(order.PlacedAt));
        }

        foreach (var order in await book.ConfirmedAsync(Shop, FeedRules.MostOrders, cancellationToken))
        {
            _desk = FeedRules.OrderChanged(_desk, OrderViews.Line(order), _zone.DayOf(order.PlacedAt));
        }

        StartPace();
    }

    public Task OrderChanged(FeedOrder order)
    {
        var before = _version;
        Change(FeedRules.OrderChanged(Today(), order, _zone.DayOf(order.PlacedAt)));
        if (_version != before) FeedMetrics.Heard(clock.GetUtcNow() - order.ChangedAt);   // not what the desk knew already
        return Task.CompletedTask;
    }

    public Task StockChanged(StockView stock)
    {
        Change(FeedRules.StockChanged(Today(), stock));
        if (FeedRules.NeedsName(_desk, stock) && _asked.Add((stock.Sku, stock.Terms.Version))) LearnNames();
        return Task.CompletedTask;
    }

    public Task<FeedFrame> Look()
    {
        Change(Today());
        return Task.FromResult(FeedRules.Frame(_desk, _version, clock.GetUtcNow()));
    }

    private FeedDesk Today() => FeedRules.Roll(_desk, _zone.DayOf(clock.GetUtcNow()));

    private void Change(FeedDesk next)
    {
        if (ReferenceEquals(next, _desk)) return;
        _desk = next;
        _version++;
        Show();
    }

    /// <summary>A product was added or renamed. Its numbers are shown when its name is known, which is at once.</summary>
    private void LearnNames()
    {
        if (_naming) return;
        _naming = true;
        LearnNamesAsync().GoOn(log, "learn the names of products", Shop);
    }

    private async Task LearnNamesAsync()
    {
        try
        {
            var names = await NamesAsync();
            Change(_desk with { Names = names });
        }
        finally
        {
            _naming = false;
        }
    }

    private async Task<ImmutableArray<FeedName>> NamesAsync() =>
    [
        .. (await GrainFactory.GetGrain<ICatalogGrain>(Shop).Look()).Products
            .Select(product => new FeedName(product.Sku, product.Name, product.Terms.Version)),
    ];
}
