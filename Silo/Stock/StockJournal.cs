using System.Data.Common;
using Commerce.Stock;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

/// <summary>
/// One writer thread for all SKUs of the silo. A flush takes what arrived while the last one ran: no timer, no linger; under load
/// batches grow by themselves.
/// </summary>
internal sealed class StockJournal : IStockJournal, IDisposable
{
    private readonly AutoResetEvent _work = new(false);
    private readonly IJournalStore _store;
    private readonly GroupCommit _commit;
    private readonly Thread _writer;
    private volatile bool _closing;

    public StockJournal(IJournalStore store, ILogger<StockJournal> log, int mostPending = GroupCommit.MostPending)
    {
        _store = store;
        _commit = new(store, log, mostPending, () => _work.Set());
        _writer = new(Write) { Name = "stock journal", IsBackground = true };
        _writer.Start();
    }

    public bool HasRoom => _commit.HasRoom;

    /// <summary>Entries that wait for the disk.</summary>
    public int Pending => _commit.Pending;

    /// <summary>Entries appended since the start.</summary>
    public long Appended => _commit.Appended;

    public async Task<OpenedLog> OpenAsync(string key, CancellationToken stop)
    {
        var epoch = await _commit.RaiseEpochAsync(key, stop);
        try
        {
            return await Task.Run(() => _store.Read(key, epoch), stop);
        }
        catch (DbException failed)
        {
            throw new StockJournalException($"The stock of {key} cannot be read now", failed);
        }
    }

    public Task Append(string key, long epoch, in StockEntry entry) => _commit.Append(key, epoch, entry);

    public Task Append(string key, long epoch, in StockEntry first, in StockEntry second) => _commit.Append(key, epoch, first, second);

    public Task Confirm(string key, long epoch, long sequence) => _commit.Confirm(key, epoch, sequence);

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop) =>
        _commit.SnapshotAsync(key, epoch, sequence, state, stop);

    /// <summary>Flushes what was accepted, then ends the writer.</summary>
    public void Dispose()
    {
        if (_closing) return;
        _commit.Close();
        _closing = true;
        _work.Set();
        _writer.Join();
        _store.Dispose();
        _work.Dispose();
    }

    private void Write()
    {
        while (true)
        {
            var closing = _closing;   // looked at before the flush: whatever was accepted is in it
            if (_commit.Flush()) continue;
            if (closing) return;
            _work.WaitOne();
        }
    }
}
