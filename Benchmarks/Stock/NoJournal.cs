using Commerce.Stock;

namespace Commerce.Benchmarks.Stock;

/// <summary>Stores nothing and says it has: what is left is the price of everything but durability.</summary>
internal sealed class NoJournal : IStockJournal
{
    private long _epoch;

    public bool HasRoom => true;

    public Task<OpenedLog> OpenAsync(string key, CancellationToken stop) =>
        Task.FromResult(new OpenedLog(Interlocked.Increment(ref _epoch), null, 0, []));

    public Task Append(string key, long epoch, in StockEntry entry) => Task.CompletedTask;

    public Task Append(string key, long epoch, in StockEntry first, in StockEntry second) => Task.CompletedTask;

    public Task Confirm(string key, long epoch, long sequence) => Task.CompletedTask;

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop) => Task.CompletedTask;
}
