using Commerce.Feed;
using Commerce.Tests.Http.Running;
using Commerce.Web.Hubs;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>One subscription per shop and process, however many screens are open.</summary>
public sealed class FeedScreensTests(LiveShop shop) : IClassFixture<LiveShop>
{
    [Fact]
    public async Task All_screens_of_a_shop_hear_of_a_change_and_those_of_another_shop_do_not()
    {
        var screens = shop.Services.GetRequiredService<FeedScreens>();
        var (one, two, other) = (screens.Open("kagetsudo"), screens.Open("kagetsudo"), screens.Open(RunningShop.Aoyama));

        await TellAsync("screens-order");

        Assert.Contains(await UntilAsync(one, "screens-order"), order => order.OrderId == "screens-order");
        Assert.Contains(await UntilAsync(two, "screens-order"), order => order.OrderId == "screens-order");
        await using var elsewhere = other.FramesAsync(CancellationToken.None).GetAsyncEnumerator();
        await elsewhere.MoveNextAsync();
        Assert.DoesNotContain(elsewhere.Current.Orders, order => order.OrderId == "screens-order");
        screens.Close("kagetsudo", one);
        screens.Close("kagetsudo", two);
        screens.Close(RunningShop.Aoyama, other);
    }

    [Fact]
    public async Task A_screen_that_opens_after_the_last_one_left_hears_too()
    {
        var screens = shop.Services.GetRequiredService<FeedScreens>();
        var first = screens.Open("kagetsudo");
        screens.Close("kagetsudo", first);
        screens.Close("kagetsudo", first);   // twice is once

        var second = screens.Open("kagetsudo");
        await TellAsync("second-screen-order");

        Assert.Contains(await UntilAsync(second, "second-screen-order"), order => order.OrderId == "second-screen-order");
        screens.Close("kagetsudo", second);
    }

    private Task TellAsync(string orderId) => shop.Grains.GetGrain<IFeedGrain>("kagetsudo").OrderChanged(new(
        orderId, 1, "361111-" + orderId[..4], Orders.OrderStatus.Paid, new(1_500), new(1_500), Yen.Zero,
        TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow(), "T-SHIRT ×1", "花子"));

    /// <summary>The orders of the first frame that shows this one.</summary>
    private static async Task<FeedOrderJson[]> UntilAsync(Screen screen, string orderId)
    {
        await foreach (var frame in screen.FramesAsync(CancellationToken.None))
        {
            if (frame.Orders.Any(order => order.OrderId == orderId)) return frame.Orders;
        }

        return [];
    }
}
