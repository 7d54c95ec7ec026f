using Commerce.Catalog;
using Commerce.Shops;
using Commerce.Silo.Demo;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Tests.Silo;

public sealed class DemoShopTests : IDisposable
{
    private static readonly Actor Merchant = new("merchant", "値上げ");
    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [OneProcessFact]
    public async Task Has_what_the_acceptance_flows_buy()
    {
        await using var host = await DemoHost.StartAsync(_folder);

        var catalog = await host.Grains.GetGrain<ICatalogGrain>("kagetsudo").Look();
        var sneakers = catalog.Products.Single(product => product.Sku == "P4");
        var stock = await host.Grains.GetGrain<IStockGrain>("kagetsudo/P4").Look();

        Assert.Equal(15, catalog.Products.Length);
        Assert.Equal(
            [("P1", 1_500, TaxClass.Standard), ("P2", 1_080, TaxClass.Reduced), ("P3", 2_400, TaxClass.Standard)],
            catalog.Products.Where(product => product.Sku is "P1" or "P2" or "P3")
                .Select(product => (product.Sku, product.Price.Amount, product.Tax)));
        Assert.Equal((300, 1, 1, true), (stock.Free, stock.Terms.PerOrder, stock.Terms.PerPerson, stock.Terms.HoldInCart));
        Assert.Equal(TimeSpan.FromDays(30), sneakers.Terms.Closes - sneakers.Terms.Opens);
        Assert.Equal(2, (await host.Grains.GetGrain<ICatalogGrain>("aoyama").Look()).Products.Length);
    }

    [OneProcessFact]
    public async Task Keeps_its_channel_secrets_sealed()
    {
        await using var host = await DemoHost.StartAsync(_folder);

        var channels = await host.Grains.GetGrain<IShopGrain>("kagetsudo").Channels();

        var box = host.Services.GetRequiredService<ISecretBox>();
        Assert.NotEqual(DemoShops.KagetsudoChannels.StripeSecret, channels!.StripeSecret);
        Assert.Equal(DemoShops.KagetsudoChannels.StripeSecret, box.Open(channels.StripeSecret));
    }

    [OneProcessFact]
    public async Task Started_again_leaves_what_was_changed_as_it_is()
    {
        string? channels, hash;
        await using (var host = await DemoHost.StartAsync(_folder))
        {
            var catalog = host.Grains.GetGrain<ICatalogGrain>("kagetsudo");
            var shirt = (await catalog.Find(["P1"]))[0];
            await catalog.PutProduct(new(shirt with { Price = new(1_600) }, shirt.Version, Merchant));
            await host.Grains.GetGrain<IStockGrain>("kagetsudo/P1").Adjust(new("sold-elsewhere", -20, Merchant));
            channels = (await host.Grains.GetGrain<IShopGrain>("kagetsudo").Channels())!.StripeSecret;
            hash = await OwnersHashAsync(host);
        }

        await using (var host = await DemoHost.StartAsync(_folder))
        {
            Assert.Equal(new Yen(1_600), (await host.Grains.GetGrain<ICatalogGrain>("kagetsudo").Find(["P1"]))[0].Price);
            Assert.Equal(100, (await host.Grains.GetGrain<IStockGrain>("kagetsudo/P1").Look()).Free);
            Assert.Equal(channels, (await host.Grains.GetGrain<IShopGrain>("kagetsudo").Channels())!.StripeSecret);
            Assert.Equal(hash, await OwnersHashAsync(host));
        }
    }

    [OneProcessFact]
    public async Task Announces_one_round_after_the_other_and_fills_up_what_was_sold()
    {
        var clock = new ManualClock();
        await using var host = await DemoHost.StartAsync(_folder, clock);
        var sale = host.Services.GetServices<IHostedService>().OfType<DemoSale>().Single();
        var stock = host.Grains.GetGrain<IStockGrain>("kagetsudo/P5");

        var first = await sale.AnnounceAsync();
        Assert.Equal(first, await sale.AnnounceAsync());
        clock.AdvanceTo(first - TimeSpan.FromMinutes(1));
        await stock.Hold(new("order-1", "hanako", 2));
        await stock.Commit(new("order-1"));
        clock.AdvanceTo(first);
        var second = await sale.AnnounceAsync();

        Assert.Equal(TimeSpan.FromMinutes(4), second - first);
        var now = await stock.Look();
        Assert.Equal((DemoRound.Units, 2, second), (now.Free, now.Sold, now.Terms.Closes));
    }

    [OneProcessFact]
    public async Task Is_not_there_in_production()
    {
        await using var host = await DemoHost.StartAsync(_folder, environment: "Production");

        Assert.Null(await host.Grains.GetGrain<IShopGrain>("kagetsudo").Look());
        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), service => service is DemoSeed or DemoSale);
        await using var db = await Databases(host).CreateDbContextAsync();
        Assert.Empty(db.Users);
    }

    private static async Task<string?> OwnersHashAsync(DemoHost host)
    {
        await using var db = await Databases(host).CreateDbContextAsync();
        return (await db.Users.SingleAsync(user => user.UserName == "owner@kagetsudo.example")).PasswordHash;
    }

    private static IDbContextFactory<CommerceDb> Databases(DemoHost host) =>
        host.Services.GetRequiredService<IDbContextFactory<CommerceDb>>();
}
