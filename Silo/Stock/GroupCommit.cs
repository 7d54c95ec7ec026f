using Commerce.Stock;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

/// <summary>
/// The journal without a thread of its own: collects what grains append and, whenever its driver says so, stores what was collected
/// in one flush. Collecting into one buffer overlaps with flushing the other. <see cref="StockJournal"/> drives it.
/// </summary>
/// <param name="mostPending">Entries that may wait for the disk before there is no room for more.</param>
/// <param name="arrived">Called when there is something to flush again, by whoever brought it.</param>
internal sealed class GroupCommit(IJournalStore store, ILogger log, int mostPending = GroupCommit.MostPending, Action? arrived = null)
    : IStockJournal
{
    public const int MostPending = 65_536;

    private readonly Lock _gate = new();
    private JournalBatch _collecting = new(), _flushing = new();
    private int _pending;
    private long _appended;
    private bool _closed;

    public bool HasRoom => Volatile.Read(ref _pending) < mostPending;

    /// <summary>Entries appended and neither stored nor failed yet.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Entries appended since the start.</summary>
    public long Appended => Volatile.Read(ref _appended);

    public async Task<OpenedLog> OpenAsync(string key, CancellationToken stop) => store.Read(key, await RaiseEpochAsync(key, stop));

    public Task<long> RaiseEpochAsync(string key, CancellationToken stop)
    {
        var opening = new LogOpening(key);
        bool first;
        lock (_gate)
        {
            first = _collecting.IsEmpty;
            if (_closed) opening.Fail(Closed());
            else _collecting.Openings.Add(opening);
        }

        if (first) arrived?.Invoke();
        return opening.Done.WaitAsync(stop);
    }

    public Task Append(string key, long epoch, in StockEntry entry) => Add(key, epoch, entry, default);

    public Task Append(string key, long epoch, in StockEntry first, in StockEntry second) => Add(key, epoch, first, second);

    public Task Confirm(string key, long epoch, long sequence)
    {
        Task confirmed;
        bool first;
        lock (_gate)
        {
            if (_closed) return Task.FromException(Closed());
            first = _collecting.IsEmpty;
            confirmed = _collecting.Check(key, epoch, sequence);
        }

        if (first) arrived?.Invoke();
        return confirmed;
    }

    public Task SnapshotAsync(string key, long epoch, long sequence, byte[] state, CancellationToken stop)
    {
        var snapshot = new SnapshotWrite(key, epoch, sequence, state);
        bool first;
        lock (_gate)
        {
            first = _collecting.IsEmpty;
            if (_closed) snapshot.Fail(Closed());
            else _collecting.Snapshots.Add(snapshot);
        }

        if (first) arrived?.Invoke();
        return snapshot.Done.WaitAsync(stop);
    }

    /// <summary>Takes what was collected and stores it; false when there was nothing.</summary>
    public bool Flush()
    {
        if (!Take()) return false;
        Store();
        return true;
    }

    /// <summary>The first half of a flush: what was collected is to be stored, what comes now waits for the next one.</summary>
    public bool Take()
    {
        if (!_flushing.IsEmpty) return true;
        lock (_gate) (_collecting, _flushing) = (_flushing, _collecting);
        return !_flushing.IsEmpty;
    }

    /// <summary>The second half: stores what was taken and tells everybody in it.</summary>
    public void Store()
    {
        var began = JournalMetrics.Begin();
        var failure = TryStore();
        JournalMetrics.Ended(began, _flushing, failure is not null);
        lock (_gate) _pending -= _flushing.Entries;   // before anybody is told: who is answered finds room
        if (failure is null) _flushing.Succeed();
        else _flushing.Fail(failure);
        _flushing.Clear();
    }

    /// <summary>Accepts nothing from now on; what was accepted is still flushed when asked.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
    }

    /// <summary>Under one lock, so that the writer cannot take one entry of a decision and leave the other.</summary>
    private Task Add(string key, long epoch, in StockEntry entry, in StockEntry second)
    {
        Task durable;
        bool first;
        lock (_gate)
        {
            if (_closed) return Task.FromException(Closed());
            first = _collecting.IsEmpty;
            var before = _collecting.Entries;
            durable = _collecting.Add(key, epoch, entry);
            if (second.Kind != StockEntryKind.Unknown) durable = _collecting.Add(key, epoch, second);
            var added = _collecting.Entries - before;
            _pending += added;
            _appended += added;
        }

        if (first) arrived?.Invoke();
        return durable;
    }

    private Exception? TryStore()
    {
        try
        {
            store.Store(_flushing);
            return null;
        }
        catch (Exception e)
        {
            // Not stored, or not known to be: nobody is told a success, and the grains read again what is there.
            log.FlushFailed(e, _flushing.Segments.Length);
            return e;
        }
    }

    private static StockJournalException Closed() => new("The stock journal is closed");
}
