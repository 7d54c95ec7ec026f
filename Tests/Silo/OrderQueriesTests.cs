using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Support;
using static Commerce.Tests.Silo.ReadModelFile;

namespace Commerce.Tests.Silo;

public abstract class OrderQueriesTests(PostgresServer? server) : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private ReadModelFile _file = null!;

    public async Task InitializeAsync() => _file = await OpenAsync(server);

    public async Task DisposeAsync() => await _file.DisposeAsync();

    [Fact]
    public async Task A_customer_sees_only_their_own_orders_in_this_shop()
    {
        await _file.RecordAsync(Order("order-1", customer: "hanako"));
        await _file.RecordAsync(Order("order-2", customer: "taro"));
        await _file.RecordAsync(Order("order-3", customer: "hanako", shop: "aoyama"), "aoyama");

        var history = await _file.Queries.OfCustomerAsync("kagetsudo", "hanako", null, 10, CancellationToken.None);

        Assert.Equal(["order-1"], history.Orders.Select(order => order.OrderId));
        Assert.Null(history.Next);
    }

    [Fact]
    public async Task Another_shops_order_is_not_found_by_its_number()
    {
        var order = Order("order-1", shop: "aoyama");
        await _file.RecordAsync(order, "aoyama");

        Assert.Null(await _file.Queries.ByNumberAsync("kagetsudo", order.Number, CancellationToken.None));
        Assert.NotNull(await _file.Queries.ByNumberAsync("aoyama", order.Number, CancellationToken.None));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap_also_when_instants_are_the_same()
    {
        for (var i = 0; i < 23; i++) await _file.RecordAsync(Order($"order-{i:00}", minutes: i / 4));

        var seen = new List<string>();
        var page = new OrderPage([], Next: "");
        while (page.Next is not null)
        {
            page = await _file.Queries.OfCustomerAsync("kagetsudo", "hanako", page.Next, 5, CancellationToken.None);
            seen.AddRange(page.Orders.Select(order => order.OrderId));
        }

        Assert.Equal(Enumerable.Range(0, 23).Reverse().Select(i => $"order-{i:00}"), seen);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("1.2.3")]
    [InlineData("9223372036854775807.order-1")]
    [InlineData("-1.order-1")]
    public async Task A_made_up_place_begins_at_the_beginning(string after)
    {
        await _file.RecordAsync(Order("order-1"));

        var page = await _file.Queries.OfCustomerAsync("kagetsudo", "hanako", after, 5, CancellationToken.None);

        Assert.Single(page.Orders);
    }

    [Fact]
    public async Task A_shops_orders_are_found_by_status_and_by_day()
    {
        await _file.RecordAsync(Order("order-1", status: OrderStatus.Paid));
        await _file.RecordAsync(Order("order-2", status: OrderStatus.Shipped));
        await _file.RecordAsync(Order("order-3", status: OrderStatus.Paid, minutes: 24 * 60));

        var paid = await _file.Queries.OfShopAsync("kagetsudo", OrderStatus.Paid, null, null, 10, CancellationToken.None);
        var paidToday = await _file.Queries.OfShopAsync("kagetsudo", OrderStatus.Paid, Today, null, 10, CancellationToken.None);
        var counts = await _file.Queries.CountsAsync("kagetsudo", Today, CancellationToken.None);

        Assert.Equal(["order-3", "order-1"], paid.Orders.Select(order => order.OrderId));
        Assert.Equal(["order-1"], paidToday.Orders.Select(order => order.OrderId));
        Assert.Equal((1, 1), (counts[OrderStatus.Paid], counts[OrderStatus.Shipped]));
    }

    [Fact]
    public async Task Orders_whose_refund_was_refused_are_found_until_it_is_made_good()
    {
        RefundItem refused = new("r1", new(500), RefundStanding.Rejected), again = new("r2", new(500), RefundStanding.Owed);
        await _file.RecordAsync(Order("order-1", status: OrderStatus.Paid, captured: 3000) with { Refunds = [refused] });
        await _file.RecordAsync(Order("order-2", status: OrderStatus.Paid, captured: 3000) with { Refunds = [refused, again] });
        await _file.RecordAsync(Order("order-3", status: OrderStatus.Paid, captured: 3000) with { Refunds = [again with { Amount = new(499) }, refused] });
        await _file.RecordAsync(Order("order-4", status: OrderStatus.Cancelled, captured: 3000, refunded: 3000) with { Refunds = [refused] });
        await _file.RecordAsync(Order("order-5", status: OrderStatus.Paid, captured: 3000, shop: "aoyama") with { Refunds = [refused] }, "aoyama");

        var page = await _file.Queries.WithRefusedRefundsAsync("kagetsudo", null, 10, CancellationToken.None);
        Assert.Equal(["order-3", "order-1"], page.Orders.Select(order => order.OrderId));
        Assert.Equal(2, await _file.Queries.RefusedRefundsAsync("kagetsudo", CancellationToken.None));

        await _file.RecordAsync(Order("order-1", version: 2, status: OrderStatus.Paid, captured: 3000) with { Refunds = [refused, again] });
        Assert.Equal(1, await _file.Queries.RefusedRefundsAsync("kagetsudo", CancellationToken.None));
    }

    [Fact]
    public async Task Numbers_are_turned_into_ids_in_this_shop_alone()
    {
        var (here, there) = (Order("order-1"), Order("order-2", shop: "aoyama"));
        await _file.RecordAsync(here);
        await _file.RecordAsync(there, "aoyama");

        var ids = await _file.Queries.IdsAsync("kagetsudo", [here.Number, there.Number, "nonsense"], CancellationToken.None);
        Assert.Equal([KeyValuePair.Create(here.Number, "order-1")], ids);
    }

    [Fact]
    public async Task A_days_totals_are_added_up_by_the_database()
    {
        await _file.RecordAsync(Order("order-1", status: OrderStatus.Paid, total: 3000, captured: 3000, refunded: 500));
        await _file.RecordAsync(Order("order-2", status: OrderStatus.AwaitingPayment));
        await _file.RecordAsync(Order("order-3", status: OrderStatus.Expired));
        await _file.RecordAsync(Order("order-4", status: OrderStatus.Refused));
        await _file.RecordAsync(Order("order-5", status: OrderStatus.Placed));
        await _file.RecordAsync(Order("order-6", status: OrderStatus.Paid, captured: 9999, minutes: 24 * 60));
        await _file.RecordAsync(Order("order-7", status: OrderStatus.Paid, captured: 7777, shop: "aoyama"), "aoyama");

        var totals = await _file.Queries.DayAsync("kagetsudo", Today, CancellationToken.None);

        Assert.Equal(new(Placed: 4, AwaitingPayment: 1, Paid: 1, Cancelled: 1, Sales: new(2500)), totals);
    }

    [Fact]
    public async Task A_day_without_orders_has_totals_of_nothing() =>
        Assert.Equal(new(0, 0, 0, 0, Yen.Zero), await _file.Queries.DayAsync("kagetsudo", Today, CancellationToken.None));
}

public sealed class SqliteOrderQueriesTests() : OrderQueriesTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresOrderQueriesTests(PostgresServer server) : OrderQueriesTests(server);
