using Orleans.Runtime;

namespace Orleans.Persistence.Sqlite;

/// <summary>
/// The one writer of the file. It never waits for company: what arrived while the last transaction went to disk is the next
/// transaction. A transaction that fails fails everybody in it, leaves nothing behind, and the writer goes on.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly Thread _thread;
    private readonly StoreTables _tables;
    private List<StoreWrite> _arriving = [];
    private List<StoreWrite> _committing = [];
    private bool _stopping;

    public GroupWriter(SqliteFile file)
    {
        _tables = new(file.Connect(cacheMegabytes: 64), file.Openings);
        _thread = new Thread(Run) { IsBackground = true, Name = "grain storage" };
        _thread.Start();
    }

    /// <summary>How many transactions have gone to disk.</summary>
    public long Transactions { get; private set; }

    public Task<long> WriteAsync(StoreWrite write)
    {
        lock (_gate)
        {
            if (_stopping) throw new SiloUnavailableException("The storage has been closed.");
            _arriving.Add(write);
            if (_arriving.Count == 1) Monitor.Pulse(_gate);
        }

        return write.Task;
    }

    /// <summary>Takes no more, writes what has arrived, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping) return;
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _tables.Dispose();
    }

    private void Run()
    {
        while (TakeArrived())
        {
            try
            {
                Commit();
            }
            catch (Exception thrown)
            {
                Abandon(thrown);
            }

            _committing.Clear();
        }
    }

    private bool TakeArrived()
    {
        lock (_gate)
        {
            while (_arriving.Count == 0)
            {
                if (_stopping) return false;
                Monitor.Wait(_gate);
            }

            (_arriving, _committing) = (_committing, _arriving);
            return true;
        }
    }

    private void Commit()
    {
        _tables.Begin.Run();
        foreach (var write in _committing) write.Apply(_tables);
        _tables.Commit.Run();
        Transactions++;
        foreach (var write in _committing) write.Committed();
    }

    private void Abandon(Exception thrown)
    {
        try
        {
            _tables.Rollback.Run();
        }
        catch (Exception already) when (already is Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite rolls back by itself after some failures, a full disk among them; then there is nothing to roll back.
        }

        foreach (var write in _committing) write.TrySetException(thrown);
    }
}
