using System.Data.Common;
using Commerce.Orders;
using Commerce.Tests.Support;
using static Commerce.Tests.Silo.ReadModelFile;

namespace Commerce.Tests.Silo;

public abstract class OrderBookTests(PostgresServer? server) : IAsyncLifetime
{
    private ReadModelFile _file = null!;

    public async Task InitializeAsync() => _file = await OpenAsync(server);

    public async Task DisposeAsync() => await _file.DisposeAsync();

    [Fact]
    public async Task An_order_recorded_is_found_by_its_number_as_it_was()
    {
        var order = Order("order-1", status: OrderStatus.Paid, captured: 1500);

        await _file.RecordAsync(order);

        var found = await _file.FindAsync(order.Number);
        Assert.Null(Support.Sample.Difference(order, found, "order"));
    }

    [Fact]
    public async Task The_same_version_twice_is_one_order()
    {
        await _file.RecordAsync(Order("order-1"));
        await _file.RecordAsync(Order("order-1"));

        var page = await _file.Queries.OfShopAsync("kagetsudo", null, null, null, 10, CancellationToken.None);
        Assert.Single(page.Orders);
    }

    [Fact]
    public async Task A_version_that_comes_late_changes_nothing()
    {
        var paid = Order("order-1", version: 3, status: OrderStatus.Paid);
        await _file.RecordAsync(paid);

        await _file.RecordAsync(Order("order-1", version: 2));
        await _file.RecordAsync(Order("order-1", version: 3, status: OrderStatus.Cancelled));

        Assert.Equal(OrderStatus.Paid, (await _file.FindAsync(paid.Number)).Status);
    }

    [Fact]
    public async Task Versions_recorded_all_at_once_end_with_the_highest()
    {
        var versions = Enumerable.Range(1, 300).OrderBy(version => version * 7919 % 300).ToArray();

        await Task.WhenAll(versions.Select(version => Task.Run(() =>
            _file.RecordAsync(Order("order-1", version, status: version == 300 ? OrderStatus.Shipped : OrderStatus.Paid)))));

        var found = await _file.FindAsync(Order("order-1").Number);
        Assert.Equal((300, OrderStatus.Shipped), (found.Version, found.Status));
    }

    [Fact]
    public async Task Many_orders_recorded_at_once_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => _file.RecordAsync(Order($"order-{i}"))));

        var counts = await _file.Queries.CountsAsync("kagetsudo", null, CancellationToken.None);
        Assert.Equal(1000, counts[OrderStatus.AwaitingPayment]);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_fails_alone()
    {
        var taken = Order("order-1");
        await _file.RecordAsync(taken);

        var impostor = _file.RecordAsync(Order("order-2") with { Number = taken.Number });
        var others = Enumerable.Range(3, 50).Select(i => _file.RecordAsync(Order($"order-{i}"))).ToArray();

        await Assert.ThrowsAnyAsync<DbException>(() => impostor);
        await Task.WhenAll(others);
        Assert.Equal("order-1", (await _file.FindAsync(taken.Number)).OrderId);
    }

    [Fact]
    public async Task What_waits_when_the_book_closes_is_written()
    {
        var recorded = Enumerable.Range(0, 100).Select(i => _file.RecordAsync(Order($"order-{i}"))).ToArray();
        await _file.Book.StopAsync(CancellationToken.None);

        await Task.WhenAll(recorded);
        var counts = await _file.Queries.CountsAsync("kagetsudo", null, CancellationToken.None);
        Assert.Equal(100, counts[OrderStatus.AwaitingPayment]);
        await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(() => _file.RecordAsync(Order("order-late")));
    }

    [Fact]
    public async Task The_desk_gets_the_orders_of_its_hours_newest_first()
    {
        await _file.RecordAsync(Order("order-1", minutes: 0));
        await _file.RecordAsync(Order("order-2", minutes: 10));
        await _file.RecordAsync(Order("order-3", minutes: 20));
        await _file.RecordAsync(Order("order-4", minutes: 15, shop: "aoyama"), "aoyama");
        var noon = Order("order-1").PlacedAt;

        var desk = await _file.Book.PlacedAsync("kagetsudo", noon, noon.AddMinutes(20), CancellationToken.None);

        Assert.Equal(["order-2", "order-1"], desk.Select(order => order.OrderId));
        Assert.Equal(("T-SHIRT ×1", "山田 花子"), (desk[0].Summary, desk[0].CustomerName));
    }
}

public sealed class SqliteOrderBookTests() : OrderBookTests(null);

[Collection(PostgresTests.Name)]
public sealed class PostgresOrderBookTests(PostgresServer server) : OrderBookTests(server);
