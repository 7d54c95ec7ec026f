using Commerce.Feed;
using Commerce.Orders;
using static Commerce.Tests.Rules.Feed.FeedTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Feed;

/// <summary>Orders of any day whose authorisation soon ends.</summary>
public sealed class FeedCaptureTests
{
    [Fact]
    public void An_order_of_days_ago_is_shown_while_its_authorisation_runs_out_and_no_longer()
    {
        var old = Order("order-1", 5, OrderStatus.Confirmed) with { CaptureEnds = Noon.AddHours(40) };
        var desk = FeedRules.OrderChanged(Empty, old, SaleDay.AddDays(-5));
        Assert.Equal(["order-1"], Ids(desk));
        Assert.Empty(desk.Newest);
        Assert.Equal(["order-1"], FeedRules.Frame(desk, 1, Noon).ToCapture.Select(order => order.OrderId));

        Assert.Same(desk, FeedRules.OrderChanged(desk, old, SaleDay.AddDays(-5)));
        desk = FeedRules.OrderChanged(desk, old with { Version = 6, Status = OrderStatus.Paid, CaptureEnds = null }, SaleDay.AddDays(-5));
        Assert.Empty(desk.ToCapture);
    }

    [Fact]
    public void The_nearest_end_comes_first_also_on_the_next_day()
    {
        var desk = Empty
            .With(Order("later", 1, OrderStatus.Confirmed) with { CaptureEnds = Noon.AddHours(40) })
            .With(Order("sooner", 1, OrderStatus.Confirmed) with { CaptureEnds = Noon.AddHours(4) });
        Assert.Equal(["sooner", "later"], Ids(FeedRules.Roll(desk, SaleDay.AddDays(1))));
    }

    [Fact]
    public void The_list_is_bounded()
    {
        var desk = Empty;
        for (var i = 0; i < 80; i++) desk = desk.With(Order($"order-{i}", 1, OrderStatus.Confirmed) with { CaptureEnds = Noon.AddHours(80 - i) });
        Assert.Equal((FeedRules.MostOrders, "order-79"), (desk.ToCapture.Length, desk.ToCapture[0].OrderId));
    }

    private static string[] Ids(FeedDesk desk) => [.. desk.ToCapture.Select(order => order.OrderId)];
}
