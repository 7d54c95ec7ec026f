using System.Globalization;
using Commerce.Feed;
using Commerce.Orders;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.ReadModel;

/// <summary>What people look up about orders. Every question names the shop; a shopper's also the customer.</summary>
public sealed class OrderQueries(IDbContextFactory<CommerceDb> databases)
{
    public const int MaxPage = 100;

    /// <summary>One customer's orders, newest first.</summary>
    public Task<OrderPage> OfCustomerAsync(string shop, string customerId, string? after, int take, CancellationToken stop) =>
        PageAsync(rows => rows.Where(row => row.Shop == shop && row.CustomerId == customerId), after, take, stop);

    /// <summary>A shop's orders, newest first: of one status, of one day, or all.</summary>
    public Task<OrderPage> OfShopAsync(string shop, OrderStatus? status, DateOnly? day, string? after, int take, CancellationToken stop) =>
        PageAsync(
            rows => rows.Where(row =>
                row.Shop == shop && (status == null || row.Status == status) && (day == null || row.Day == day)),
            after, take, stop);

    /// <summary>Orders with a refund that the provider refused and nobody has made good, newest first.</summary>
    public Task<OrderPage> WithRefusedRefundsAsync(string shop, string? after, int take, CancellationToken stop) =>
        PageAsync(rows => rows.Where(row => row.Shop == shop && row.RefundRefused), after, take, stop);

    /// <summary>How many of them there are.</summary>
    public async Task<int> RefusedRefundsAsync(string shop, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        return await db.Orders.CountAsync(row => row.Shop == shop && row.RefundRefused, stop);
    }

    /// <summary>The ids of a shop's orders by their numbers; a number that is none of them is not in it.</summary>
    public async Task<ImmutableDictionary<string, string>> IdsAsync(string shop, IReadOnlyCollection<string> numbers, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var found = await db.Orders
            .Where(row => row.Shop == shop && numbers.Contains(row.Number))
            .Select(row => new { row.Number, row.OrderId })
            .ToListAsync(stop);
        return found.ToImmutableDictionary(row => row.Number, row => row.OrderId, StringComparer.Ordinal);
    }

    public async Task<OrderView?> ByNumberAsync(string shop, string number, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var body = await db.Orders
            .Where(row => row.Shop == shop && row.Number == number)
            .Select(row => row.Body)
            .SingleOrDefaultAsync(stop);
        return body is null ? null : OrderRows.ToView(body);
    }

    /// <summary>How many orders a shop has in each status, on one day or ever.</summary>
    public async Task<ImmutableDictionary<OrderStatus, int>> CountsAsync(string shop, DateOnly? day, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var counts = await db.Orders
            .Where(row => row.Shop == shop && (day == null || row.Day == day))
            .GroupBy(row => row.Status)
            .Select(same => new { Status = same.Key, Count = same.Count() })
            .ToListAsync(stop);
        return counts.ToImmutableDictionary(same => same.Status, same => same.Count);
    }

    /// <summary>A day's totals, added up by the database: what the desk's numbers are checked against.</summary>
    public async Task<DayTotals> DayAsync(string shop, DateOnly day, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var sums = await db.Database
            .SqlQuery<StatusSum>($"""
                SELECT status AS "Status", COUNT(*) AS "Count", CAST(SUM(captured - refunded) AS bigint) AS "Sales"
                FROM orders WHERE shop = {shop} AND day = {day} GROUP BY status
                """)
            .ToListAsync(stop);

        int Count(params ReadOnlySpan<OrderStatus> of)
        {
            var count = 0L;
            foreach (var sum in sums) count += of.Contains(sum.Status) ? sum.Count : 0;
            return (int)count;
        }

        // An order that could not get its units never was one: it is not counted as placed either.
        return new(
            Placed: (int)sums.Sum(sum => sum.Count) - Count(OrderStatus.Refused),
            AwaitingPayment: Count(OrderStatus.AwaitingPayment, OrderStatus.AwaitingDeposit),
            Paid: (int)sums.Where(sum => sum.Status.IsBought()).Sum(sum => sum.Count),
            Cancelled: (int)sums.Where(sum => sum.Status.IsOver()).Sum(sum => sum.Count),
            Sales: new(sums.Sum(sum => sum.Sales)));
    }

    private async Task<OrderPage> PageAsync(
        Func<IQueryable<OrderRow>, IQueryable<OrderRow>> of, string? after, int take, CancellationToken stop)
    {
        take = Math.Clamp(take, 1, MaxPage);
        await using var db = await databases.CreateDbContextAsync(stop);
        var rows = of(db.Orders);
        if (Place.Parse(after) is { } place)
        {
            rows = rows.Where(row =>
                row.PlacedAt < place.PlacedAt || (row.PlacedAt == place.PlacedAt && row.OrderId.CompareTo(place.OrderId) < 0));
        }

        var page = await rows
            .OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.OrderId)
            .Take(take + 1)
            .Select(row => new { row.Body, row.PlacedAt, row.OrderId })
            .ToListAsync(stop);
        var next = page.Count > take ? new Place(page[take - 1].PlacedAt, page[take - 1].OrderId).ToString() : null;
        return new([.. page.Take(take).Select(row => OrderRows.ToView(row.Body))], next);
    }

    private sealed record StatusSum(OrderStatus Status, long Count, long Sales);

    /// <summary>Where a page ended: pages do not shift when new orders arrive.</summary>
    private readonly record struct Place(DateTimeOffset PlacedAt, string OrderId)
    {
        public static Place? Parse(string? after) =>
            after?.Split('.') is [var ticks, var orderId]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.UtcTicks
                ? new(new(at, TimeSpan.Zero), orderId)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PlacedAt.UtcTicks}.{OrderId}");
    }
}

/// <param name="Next">To ask for the next page with; null when this is the last.</param>
public sealed record OrderPage(ImmutableArray<OrderView> Orders, string? Next);
