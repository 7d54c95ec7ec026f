using Commerce.Shops;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Rules;
using Commerce.Tests.Support;

namespace Commerce.Tests.Cluster;

/// <summary>What grains keep in PostgreSQL by Orleans' AdoNet storage.</summary>
[Collection(PostgresTests.Name)]
public sealed class StoredStateTests(PostgresServer postgres)
{
    [Fact]
    public async Task Shops_whose_names_are_the_same_number_are_different_shops()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 1);
        string[] shops = ["cafe", "0cafe", "CAFE", "0198a000000070008000000000000001", "0198A000000070008000000000000001"];
        foreach (var shop in shops)
        {
            var reply = await cluster.Grains.GetGrain<IShopGrain>(shop).Put(new(KagetsudoShop.Settings with { Name = shop }, 0));
            Assert.Null(reply.Refused);
        }

        await cluster.KillAsync(cluster.Silos[0]);
        await cluster.AddSiloAsync();

        foreach (var shop in shops) Assert.Equal(shop, (await LookAsync(cluster, shop))!.Settings.Name);
    }

    /// <summary>Two clusters over one database: what one wrote, the other cannot overwrite from an older memory.</summary>
    [Fact]
    public async Task An_activation_that_others_have_overtaken_stores_nothing_and_reads_again()
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        await using var one = await RunningCluster.StartAsync(database, silos: 1, clusterId: "one");
        await using var other = await RunningCluster.StartAsync(database, silos: 1, clusterId: "other");
        var (mine, theirs) = (one.Grains.GetGrain<IShopGrain>("kagetsudo"), other.Grains.GetGrain<IShopGrain>("kagetsudo"));
        Assert.Null((await mine.Put(new(KagetsudoShop.Settings with { Name = "1" }, 0))).Refused);
        Assert.Equal("1", (await theirs.Look())!.Settings.Name);
        Assert.Null((await mine.Put(new(KagetsudoShop.Settings with { Name = "2" }, 1))).Refused);

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => theirs.Put(new(KagetsudoShop.Settings with { Name = "3" }, 1)));

        Assert.Equal("2", (await theirs.Look())!.Settings.Name);
    }

    [Fact]
    public async Task A_database_that_went_away_is_no_defect_to_whoever_asked_from_another_process()
    {
        await using var own = new OwnServer();
        await own.Server.InitializeAsync();
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(own.Server), silos: 1);
        var shop = cluster.Grains.GetGrain<IShopGrain>("kagetsudo");
        Assert.Null((await shop.Put(new(KagetsudoShop.Settings, 0))).Refused);

        await own.Server.StopAsync(immediate: true);
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => shop.Put(new(KagetsudoShop.Settings with { Name = "2" }, 1)));
        await own.Server.StartAsync();

        Assert.True(failed is System.Data.Common.DbException or OrleansException or TimeoutException, failed.GetType().ToString());
        Assert.NotNull(await LookAsync(cluster, "kagetsudo"));
    }

    /// <summary>Asked until it is answered: a new silo is found within seconds.</summary>
    private static async Task<ShopView?> LookAsync(RunningCluster cluster, string shop)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await cluster.Grains.GetGrain<IShopGrain>(shop).Look();
            }
            catch (Exception away) when (away is OrleansException or TimeoutException or System.Data.Common.DbException && tries < 400)
            {
                using var never = new SemaphoreSlim(0);
                await never.WaitAsync(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private sealed class OwnServer : IAsyncDisposable
    {
        public PostgresServer Server { get; } = new();

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
