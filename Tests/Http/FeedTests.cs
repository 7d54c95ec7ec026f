using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Commerce.Feed;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>The live desk: staff of the shop, a full frame first, then what changed.</summary>
public sealed class FeedTests(LiveShop shop) : IClassFixture<LiveShop>
{
    [Fact]
    public async Task A_screen_gets_the_whole_desk_first_and_then_what_changed()
    {
        await using var screen = await OpenAsync("desk@kagetsudo.example", StaffRole.Viewer);
        await screen.WatchAsync("kagetsudo");
        var first = await screen.FrameAsync();

        await shop.Grains.GetGrain<IFeedGrain>("kagetsudo").OrderChanged(new(
            "feed-order", 1, "361111-FEED", Orders.OrderStatus.Paid, new(1_500), new(1_500), Yen.Zero, Now, Now, "T-SHIRT ×1", "花子"));
        var next = first;
        while (!Shows(next, "feed-order")) next = await screen.FrameAsync();

        Assert.True(next.GetProperty("version").GetInt64() > first.GetProperty("version").GetInt64());
        Assert.Equal("paid", next.GetProperty("orders").EnumerateArray().First(o => o.Text("orderId") == "feed-order").Text("status"));
    }

    [Fact]
    public async Task Staff_of_another_shop_see_nothing()
    {
        await using var screen = await OpenAsync("desk@aoyama.example", StaffRole.Owner, RunningShop.Aoyama);
        await screen.WatchAsync("kagetsudo");

        Assert.Contains("not-allowed", await screen.EndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_and_no_shopper_gets_in()
    {
        using var nobody = shop.Anyone();
        using var shopper = await shop.ShopperAsync("覗く人");

        foreach (var client in (HttpClient[])[nobody, shopper])
        {
            using var answer = await client.PostAsync("/hubs/orders/negotiate?negotiateVersion=1", null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => FeedSocket.OpenAsync(nobody, "staff=made-up"));
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private async Task<FeedSocket> OpenAsync(string email, StaffRole role, string at = RunningShop.Kagetsudo)
    {
        await shop.HireAsync(email, role, at);
        using var browser = shop.Anyone();
        return await FeedSocket.OpenAsync(browser, await browser.StaffCookieAsync(email));
    }

    private static bool Shows(JsonElement frame, string orderId) =>
        frame.GetProperty("orders").EnumerateArray().Any(order => order.Text("orderId") == orderId);
}
