using Commerce.Stock;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What anybody may see of a shop, with a true state of each product.</summary>
[Collection(Shared.Name)]
public sealed class CatalogTests(RunningShop shop)
{
    private static readonly Actor Test = new("test", "");

    [Fact]
    public async Task The_catalog_lists_what_is_sold_and_tells_the_time()
    {
        using var anyone = shop.Anyone();

        var catalog = await anyone.LookAsync("/api/shops/kagetsudo/catalog");

        Assert.Equal(shop.Clock.GetUtcNow(), catalog.GetProperty("now").GetDateTimeOffset());
        var tShirt = catalog.GetProperty("products").EnumerateArray().Single(product => product.Text("sku") == "P1");
        Assert.Equal(1_500, tShirt.GetProperty("price").GetInt64());
        Assert.Contains(catalog.GetProperty("categories").EnumerateArray(), category => category.Text("name") == "お茶");
    }

    [Fact]
    public async Task Whoever_has_the_catalogue_already_is_told_so_until_it_changes()
    {
        using var anyone = shop.Anyone();
        using var first = await anyone.GetAsync("/api/shops/kagetsudo/catalog");
        anyone.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());

        using var again = await anyone.GetAsync("/api/shops/kagetsudo/catalog");
        await shop.PutAsync("T-new", 0, new());
        using var changed = await anyone.GetAsync("/api/shops/kagetsudo/catalog");

        Assert.Equal((304, 200), ((int)again.StatusCode, (int)changed.StatusCode));
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task The_servers_time_is_told()
    {
        using var anyone = shop.Anyone();

        Assert.Equal(shop.Clock.GetUtcNow(), (await anyone.LookAsync("/api/time")).GetProperty("now").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("T-open", -60, 60, 5, false, "open")]
    [InlineData("T-early", 60, 120, 5, false, "notOpen")]
    [InlineData("T-late", -120, 0, 5, false, "closed")]
    [InlineData("T-gone", -60, 60, 0, false, "soldOut")]
    [InlineData("T-paused", -60, 60, 5, true, "paused")]
    public async Task A_product_says_whether_it_can_be_bought(string sku, int opens, int closes, int units, bool paused, string expected)
    {
        var now = shop.Clock.GetUtcNow();
        await shop.PutAsync(sku, units, new() { Opens = now.AddSeconds(opens), Closes = now.AddSeconds(closes) });
        if (paused) await shop.Grains.GetGrain<IStockGrain>(Keys.Of("kagetsudo", sku)).Switch(new(true, Test));
        using var anyone = shop.Anyone();

        var page = await anyone.LookAsync($"/api/shops/kagetsudo/products/{sku}");

        Assert.Equal(expected, page.Text("gate"));
        Assert.Equal(units, page.GetProperty("left").GetInt32());
    }

    [Theory]
    [InlineData("/api/shops/kagetsudo/products/NOPE", "unknown-product")]
    [InlineData("/api/shops/kagetsudo/products/A1", "unknown-product")]
    [InlineData("/api/shops/kagetsudo/products/%E5%95%86", "unknown-product")]
    [InlineData("/api/shops/nowhere/catalog", "unknown-shop")]
    [InlineData("/api/shops/a%2Fb/catalog", "unknown-shop")]
    [InlineData("/api/nothing", "unknown-route")]
    [InlineData("/api/shops/kagetsudo/nothing/here", "unknown-route")]
    public async Task What_is_not_there_is_named(string path, string expected)
    {
        using var anyone = shop.Anyone();

        Assert.Equal(expected, (await anyone.LookAsync(path, 404)).Code());
    }

    [Fact]
    public async Task A_command_to_nowhere_is_named_too()
    {
        using var anyone = shop.Anyone();

        Assert.Equal("unknown-route", (await anyone.AskAsync(HttpMethod.Post, "/api/nothing", null, 404)).Code());
        Assert.Equal("unknown-route", (await anyone.AskAsync(HttpMethod.Delete, "/api/shops/kagetsudo/catalog", null, 404)).Code());
    }

    [Fact]
    public async Task What_is_not_listed_is_not_there()
    {
        await shop.PutAsync("T-hidden", 5, SaleTerms.Always, listed: false);
        using var anyone = shop.Anyone();

        await anyone.LookAsync("/api/shops/kagetsudo/products/T-hidden", 404);
        var catalog = await anyone.LookAsync("/api/shops/kagetsudo/catalog");
        Assert.DoesNotContain(catalog.GetProperty("products").EnumerateArray(), product => product.Text("sku") == "T-hidden");
    }
}
