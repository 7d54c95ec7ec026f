using Commerce.Catalog;
using Commerce.Shops;
using Commerce.Silo.Staff;
using Commerce.Stock;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Demo;

/// <summary>
/// Sets up what is missing of the demo's shops, before the first request is let in. Safe to repeat: what is there stays as it is.
/// </summary>
internal sealed class DemoSeed(IGrainFactory grains, StaffDesk staff, TimeProvider clock, ILogger<DemoSeed> log) : IHostedService
{
    private static readonly Actor Seed = new("demo", "初期登録");
    private static readonly TimeSpan SneakersOnSale = TimeSpan.FromDays(30);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var plan in (DemoPlan[])[DemoShops.KagetsudoPlan, DemoShops.AoyamaPlan])
        {
            await SetUpAsync(plan);
            await StockAsync(plan);
            await HireAsync(plan, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SetUpAsync(DemoPlan plan)
    {
        var shop = grains.GetGrain<IShopGrain>(plan.ShopId);
        if (await shop.Look() is null) Expect((await shop.Put(new(plan.Settings, ExpectedVersion: 0))).Refused);
        if (await shop.Channels() is null) Expect((await shop.Connect(new(plan.Channels))).Refused);
    }

    private async Task StockAsync(DemoPlan plan)
    {
        var catalog = grains.GetGrain<ICatalogGrain>(plan.ShopId);
        var there = await catalog.Look();
        foreach (var category in plan.Categories.ExceptBy(there.Categories.Select(c => c.CategoryId), c => c.CategoryId))
        {
            Expect((await catalog.PutCategory(new(category))).Refused);
        }

        foreach (var (product, units) in plan.Goods)
        {
            if (there.Products.All(other => other.Sku != product.Sku))
            {
                Expect((await catalog.PutProduct(new(Opened(product), ExpectedVersion: 0, Seed))).Refused);
            }

            var stock = grains.GetGrain<IStockGrain>(Keys.Of(plan.ShopId, product.Sku));
            if ((await stock.Look()).Supply == 0) Expect((await stock.Adjust(new("demo-seed", units, Seed))).Refused);
        }
    }

    private Product Opened(Product product)
    {
        var now = clock.GetUtcNow();
        return product.Sku switch
        {
            DemoShops.FlashSku => product with { Terms = DemoRound.Next(product.Terms, now) },
            "P4" => product with { Terms = product.Terms with { Opens = now, Closes = now + SneakersOnSale } },
            _ => product,
        };
    }

    private async Task HireAsync(DemoPlan plan, CancellationToken stop)
    {
        if (await staff.HireAsync(plan.OwnerEmail, plan.ShopId, ReadModel.StaffRole.Owner, stop) is { } password)
        {
            log.Hired(plan.ShopId, plan.OwnerEmail, password);
        }
        else
        {
            log.AlreadyHired(plan.ShopId, plan.OwnerEmail);
        }
    }

    private static void Expect(Refusal? none)
    {
        if (none is not null) throw new InvalidOperationException($"The demo shop was refused: {none}");
    }
}
