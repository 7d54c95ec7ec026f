using Commerce.Catalog;
using Commerce.Stock;

namespace Commerce.Tests.Http.Running;

/// <summary>Products that a test needs beside those of the demo.</summary>
internal static class Goods
{
    private static readonly Actor Test = new("test", "");

    public static async Task PutAsync(this RunningShop shop, string sku, int units, SaleTerms terms, bool listed = true, long price = 1_000)
    {
        var product = new Product { Sku = sku, Name = sku, Price = new(price), Terms = terms, Listed = listed };
        Assert.Null((await shop.Grains.GetGrain<ICatalogGrain>(RunningShop.Kagetsudo).PutProduct(new(product, null, Test))).Refused);
        if (units > 0) Assert.Null((await Stock(shop, sku).Adjust(new("test-" + sku, units, Test))).Refused);
    }

    public static Task<StockView> StockAsync(this RunningShop shop, string sku) => Stock(shop, sku).Look();

    private static IStockGrain Stock(RunningShop shop, string sku) => shop.Grains.GetGrain<IStockGrain>(Keys.Of(RunningShop.Kagetsudo, sku));
}
