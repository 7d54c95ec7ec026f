using Commerce.Feed;
using Commerce.Orders;
using static Commerce.Tests.Rules.Feed.FeedTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Feed;

public sealed class FeedOrderTests
{
    [Fact]
    public void An_order_is_counted_as_it_is_now_and_not_as_it_was()
    {
        var desk = Empty.With(Order("order-1", 1, OrderStatus.AwaitingPayment));
        Assert.Equal(new(1, 1, 0, 0, Yen.Zero), desk.Today);

        desk = desk.With(Order("order-1", 2, OrderStatus.Paid, captured: 6_900));
        Assert.Equal(new(1, 0, 1, 0, new(6_900)), desk.Today);

        desk = desk.With(Order("order-1", 3, OrderStatus.Cancelled, captured: 6_900, refunded: 6_900));
        Assert.Equal(new(1, 0, 0, 1, Yen.Zero), desk.Today);
    }

    [Fact]
    public void The_same_order_told_twice_or_late_changes_nothing()
    {
        var desk = Empty.With(Order("order-1", 2, OrderStatus.Paid, 6_900));

        Assert.Same(desk, desk.With(Order("order-1", 2, OrderStatus.Paid, 6_900)));
        Assert.Same(desk, desk.With(Order("order-1", 1, OrderStatus.AwaitingPayment)));
    }

    [Fact]
    public void A_refused_order_was_never_placed()
    {
        var desk = Empty.With(Order("order-1", 1, OrderStatus.Placed)).With(Order("order-1", 2, OrderStatus.Refused));

        Assert.Equal(FeedRules.NoTotals, desk.Today);
        Assert.Empty(desk.Newest);
    }

    [Fact]
    public void The_newest_fifty_are_shown_however_they_arrive()
    {
        var random = new Random(1);
        var orders = Enumerable.Range(0, 200).Select(n => Order($"order-{n:000}", 1, OrderStatus.Paid, second: n)).ToArray();
        random.Shuffle(orders);
        var desk = orders.Aggregate(Empty, (d, order) => d.With(order));

        Assert.Equal(Enumerable.Range(150, 50).Reverse().Select(n => $"order-{n:000}"), desk.Newest.Select(order => order.OrderId));
        Assert.Equal(200, desk.Today.Placed);
    }

    [Fact]
    public void An_old_order_that_changes_does_not_push_itself_in()
    {
        var desk = Enumerable.Range(0, 60).Aggregate(Empty, (d, n) => d.With(Order($"order-{n:000}", 1, OrderStatus.AwaitingPayment, second: n)));
        desk = desk.With(Order("order-000", 2, OrderStatus.Paid, 6_900, second: 0));

        Assert.DoesNotContain(desk.Newest, order => order.OrderId == "order-000");
        Assert.Equal(1, desk.Today.Paid);
    }

    [Fact]
    public void Yesterdays_order_counts_for_yesterday()
    {
        var today = FeedRules.Roll(Empty.With(Order("order-1", 1, OrderStatus.AwaitingPayment)), SaleDay.AddDays(1));

        Assert.Equal(FeedRules.NoTotals, today.Today);
        Assert.Empty(today.Newest);
        Assert.Same(today, today.With(Order("order-1", 2, OrderStatus.Paid, 6_900)));
    }

    [Fact]
    public void An_order_of_tomorrow_by_a_faster_clock_begins_tomorrow()
    {
        var desk = FeedRules.OrderChanged(Empty.With(Order("order-1", 1, OrderStatus.Paid, 6_900)), Order("order-2", 1, OrderStatus.Paid, 500), SaleDay.AddDays(1));

        Assert.Equal((SaleDay.AddDays(1), 1, new Yen(500)), (desk.Day, desk.Today.Placed, desk.Today.Sales));
    }

    [Fact]
    public void Totals_kept_step_by_step_equal_totals_summed_at_the_end()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var desk = Empty;
            var newest = new Dictionary<string, FeedOrder>();
            for (var step = 0; step < 300; step++)
            {
                var captured = random.Next(0, 10_000);
                var order = Order($"order-{random.Next(80)}", random.Next(1, 10), (OrderStatus)random.Next(1, 10), captured, random.Next(0, captured + 1), random.Next(80));
                if (newest.TryGetValue(order.OrderId, out var known)) order = order with { PlacedAt = known.PlacedAt };
                desk = desk.With(order);
                if (known is null || order.Version > known.Version) newest[order.OrderId] = order;

                var summed = newest.Values.Aggregate(Empty, (d, o) => d.With(o));
                Assert.True(summed.Today == desk.Today, $"seed {seed}, step {step}");
                Assert.True(desk.Newest.Length <= FeedRules.MostOrders, $"seed {seed}, step {step}");
            }
        }
    }
}
