using Commerce.Feed;
using Commerce.Stock;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Rules;
using Commerce.Tests.Support;
using Commerce.Web.Hubs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Cluster;

/// <summary>A desk that is open in a web which runs no grains, while the silo of its feed dies.</summary>
[Collection(PostgresTests.Name)]
public sealed class ObservedTests(PostgresServer postgres)
{
    private const string Shop = "kagetsudo";

    [Fact]
    public async Task A_desk_goes_on_after_the_silo_of_its_feed_was_killed()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 2);
        await OpenShopAsync(cluster.Grains);
        var screens = new FeedScreens(cluster.Grains, TimeProvider.System, NullLogger<FeedScreens>.Instance);
        var screen = screens.Open(Shop);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var frames = screen.FramesAsync(patience.Token).GetAsyncEnumerator(CancellationToken.None);
        await ShowsAsync(frames, supply: 10);

        await Stock(cluster.Grains).Adjust(new("second", 5, Actor.System));
        await ShowsAsync(frames, supply: 15);
        await cluster.KillAsync(await cluster.SiloOfAsync(cluster.Grains.GetGrain<IFeedGrain>(Shop)));
        // Its stock may have lived there too, and is only found missing by being asked; until the silo is called dead each try fails at once.
        while (!await AdjustedAsync(cluster.Grains)) patience.Token.ThrowIfCancellationRequested();

        await ShowsAsync(frames, supply: 22);
        screens.Close(Shop, screen);
    }

    private static async Task OpenShopAsync(IGrainFactory grains)
    {
        Assert.Null((await grains.GetGrain<Shops.IShopGrain>(Shop).Put(new(KagetsudoShop.Settings, 0))).Refused);
        Assert.Null((await grains.GetGrain<Catalog.ICatalogGrain>(Shop).PutProduct(new(KagetsudoShop.Sneakers, 0, Actor.System))).Refused);
        Assert.Null((await Stock(grains).Adjust(new("first", 10, Actor.System))).Refused);
    }

    private static async Task<bool> AdjustedAsync(IGrainFactory grains)
    {
        try
        {
            await Stock(grains).Adjust(new("third", 7, Actor.System));
            return true;
        }
        catch (Exception gone) when (gone is OrleansException or TimeoutException or StockJournalException)
        {
            return false;
        }
    }

    private static async Task ShowsAsync(IAsyncEnumerator<FeedFrameJson> frames, int supply)
    {
        do Assert.True(await frames.MoveNextAsync());
        while (frames.Current.Products.All(product => product.Supply != supply));
    }

    private static IStockGrain Stock(IGrainFactory grains) => grains.GetGrain<IStockGrain>(Keys.Of(Shop, KagetsudoShop.Sneakers.Sku));
}
