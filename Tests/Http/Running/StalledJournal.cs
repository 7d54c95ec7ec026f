using Commerce.Stock;

namespace Commerce.Tests.Http.Running;

/// <summary>The stock journal on a disk that a test can stop: what is appended is stored, and its answer waits.</summary>
public sealed class StalledJournal(IStockJournal inner) : IStockJournal
{
    private TaskCompletionSource _moving = Moving();
    private TaskCompletionSource _waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool HasRoom => inner.HasRoom;

    public void Stop()
    {
        _waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _moving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Ends when somebody waits for the disk that stands still.</summary>
    public Task WaitedForAsync() => _waitedFor.Task;

    public void Go() => _moving.TrySetResult();

    public Task<OpenedLog> OpenAsync(string key, CancellationToken stop) => inner.OpenAsync(key, stop);

    public Task Append(string key, long epoch, in StockEntry entry) => WhenItMovesAsync(inner.Append(key, epoch, entry));

    public Task Append(string key, long epoch, in StockEntry first, in StockEntry second) => WhenItMovesAsync(inner.Append(key, epoch, first, second));

    public Task Confirm(string key, long epoch, long sequence) => WhenItMovesAsync(inner.Confirm(key, epoch, sequence));

    private async Task WhenItMovesAsync(Task stored)
    {
        await stored;
        if (!_moving.Task.IsCompleted) _waitedFor.TrySetResult();
        await _moving.Task;
    }

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop) =>
        inner.SnapshotAsync(key, epoch, sequence, state, stop);

    private static TaskCompletionSource Moving()
    {
        var moving = new TaskCompletionSource();
        moving.SetResult();
        return moving;
    }
}
