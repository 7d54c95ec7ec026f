using System.Threading.Channels;
using Commerce.Feed;
using Commerce.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.ReadModel;

/// <summary>
/// The table of orders, written by one writer: a batch is what arrived while the last transaction ran. Started before the grains and
/// stopped after them, so that what they record while they stop is still written.
/// </summary>
internal sealed class OrderBook(IDbContextFactory<CommerceDb> databases) : IOrderBook, IHostedService
{
    private const int MaxBatch = 256;

    private readonly Channel<Entry> _waiting = Channel.CreateBounded<Entry>(
        new BoundedChannelOptions(4096) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly OrderBookWriter _writer = new(databases);
    private Task _writing = Task.CompletedTask;

    public async Task RecordAsync(string shop, OrderView order, CancellationToken stop)
    {
        var entry = new Entry(OrderRows.From(shop, order), new(TaskCreationOptions.RunContinuationsAsynchronously));
        await _waiting.Writer.WriteAsync(entry, stop);
        await entry.Stored.Task.WaitAsync(stop);
    }

    public async Task<ImmutableArray<FeedOrder>> PlacedAsync(string shop, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var orders = await db.Orders
            .Where(row => row.Shop == shop && row.PlacedAt >= from && row.PlacedAt < to)
            .OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.OrderId)
            .Select(row => new FeedOrder(
                row.OrderId, row.Version, row.Number, row.Status, row.Total, row.Captured, row.Refunded,
                row.PlacedAt, row.ChangedAt, row.Summary, row.RecipientName))
            .ToListAsync(stop);
        return [.. orders];
    }

    public async Task<ImmutableArray<OrderView>> ConfirmedAsync(string shop, int most, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var bodies = await db.Orders
            .Where(row => row.Shop == shop && row.Status == OrderStatus.Confirmed)
            .OrderBy(row => row.PlacedAt).ThenBy(row => row.OrderId)
            .Take(most).Select(row => row.Body).ToListAsync(stop);
        return [.. bodies.Select(OrderRows.ToView)];
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(WriteAllAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return _writing.WaitAsync(cancellationToken);
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Entry>(MaxBatch);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out var entry)) batch.Add(entry);
            await _writer.WriteAsync(batch);
            batch.Clear();
        }
    }

    internal readonly record struct Entry(OrderRow Row, TaskCompletionSource Stored);
}
