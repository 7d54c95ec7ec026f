using System.Runtime.InteropServices;
using Commerce.Stock;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

/// <summary>
/// One writer thread for all SKUs of the silo. A flush takes what arrived while the last one ran: no timer, no linger; under load
/// batches grow by themselves. Collecting into one buffer overlaps with flushing the other.
/// </summary>
internal sealed class StockJournal : IStockJournal, IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(false);
    private readonly IJournalStore _store;
    private readonly ILogger<StockJournal> _log;
    private readonly Thread _writer;
    private JournalBatch _collecting = new(), _flushing = new();
    private bool _closing;

    public StockJournal(IJournalStore store, ILogger<StockJournal> log)
    {
        _store = store;
        _log = log;
        _writer = new(Write) { Name = "stock journal", IsBackground = true };
        _writer.Start();
    }

    public async Task<OpenedLog> OpenAsync(string key, CancellationToken stop)
    {
        var open = new OpenCommand(key);
        Queue(open);
        var epoch = await open.Done.WaitAsync(stop);
        return await Task.Run(() => _store.Read(key, epoch), stop);
    }

    public Task Append(string key, long epoch, StockEntry entry)
    {
        Task durable;
        bool first;
        lock (_gate)
        {
            if (_closing) return Task.FromException(new StockJournalException("The stock journal is closed"));
            first = _collecting.IsEmpty;
            durable = _collecting.Add(key, epoch, entry);
        }

        if (first) _work.Set();
        return durable;
    }

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop)
    {
        var snapshot = new SnapshotCommand(key, epoch, sequence, state);
        Queue(snapshot);
        return snapshot.Done.WaitAsync(stop);
    }

    /// <summary>Flushes what was accepted, then ends the writer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closing) return;
            _closing = true;
        }

        _work.Set();
        _writer.Join();
        _store.Dispose();
        _work.Dispose();
    }

    private void Queue(JournalCommand command)
    {
        lock (_gate)
        {
            if (_closing) command.Fail(new StockJournalException("The stock journal is closed"));
            else _collecting.Commands.Add(command);
        }

        _work.Set();
    }

    private void Write()
    {
        while (true)
        {
            bool closing;
            lock (_gate)
            {
                (_collecting, _flushing) = (_flushing, _collecting);
                closing = _closing;
            }

            if (!_flushing.IsEmpty) Flush(_flushing);
            else if (closing) return;
            else _work.WaitOne();
        }
    }

    private void Flush(JournalBatch batch)
    {
        try
        {
            var stored = new List<JournalSegment>(batch.Segments.Count);
            _store.Transact(() =>
            {
                foreach (var segment in batch.Segments.Values)
                {
                    if (_store.Advance(segment)) stored.Add(segment);
                    else segment.Fail(JournalSegment.Fenced(segment.Key, segment.Epoch));
                }

                if (stored.Count > 0) _store.WriteBlock(CollectionsMarshal.AsSpan(stored));
                foreach (var command in batch.Commands) command.Run(_store);
            });
            foreach (var segment in stored) segment.Succeed();
            foreach (var command in batch.Commands) command.Succeed();
        }
        catch (Exception e)
        {
            // Not stored, or not known to be: nobody is told a success, and the grains read again what is there.
            _log.LogError(e, "A flush of the stock journal failed: {Segments} SKUs are read again", batch.Segments.Count);
            batch.Fail(e);
        }

        batch.Clear();
    }

    private sealed class OpenCommand(string key) : JournalCommand
    {
        private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _epoch;

        public Task<long> Done => _done.Task;
        public override void Run(IJournalStore store) => _epoch = store.RaiseEpoch(key);
        public override void Succeed() => _done.TrySetResult(_epoch);
        public override void Fail(Exception cause) => _done.TrySetException(new StockJournalException($"The stock of {key} cannot be opened", cause));
    }

    private sealed class SnapshotCommand(string key, long epoch, long sequence, byte[] state) : JournalCommand
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;
        public override void Run(IJournalStore store) => store.WriteSnapshot(key, epoch, sequence, state);
        public override void Succeed() => _done.TrySetResult();
        public override void Fail(Exception cause) => _done.TrySetException(new StockJournalException($"No snapshot of {key}", cause));
    }
}
