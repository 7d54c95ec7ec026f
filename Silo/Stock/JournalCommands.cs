using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>A SKU's log to be opened with the next flush.</summary>
internal sealed class LogOpening(string key)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key => key;

    /// <summary>Set by the store: the raised epoch.</summary>
    public long Epoch { get; set; }

    public Task<long> Done => _done.Task;

    public void Succeed() => _done.TrySetResult(Epoch);

    public void Fail(Exception cause) => _done.TrySetException(new StockJournalException($"The stock of {key} cannot be opened", cause));
}

/// <summary>
/// Is this activation still the one that may write? Asked with the next flush by answers that made no entry: an activation that was
/// overtaken and does not know it must not tell anybody that there is nothing held.
/// </summary>
internal sealed class HeadCheck(string key, long epoch, long sequence)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key => key;
    public long Epoch => epoch;
    public long Sequence => sequence;

    /// <summary>Set by the store: the SKU's head as it is in this flush.</summary>
    public (long Epoch, long Last) Head { get; set; }

    public Task Done => _done.Task;

    public void Succeed()
    {
        if (Head.Epoch == epoch && Head.Last >= sequence) _done.TrySetResult();
        else Fail(JournalSegment.Fenced(key, epoch));
    }

    public void Fail(Exception cause)
    {
        _done.TrySetException(cause as StockJournalException ?? new StockJournalException($"Nobody knows whether the stock of {key} is current", cause));
        _ = _done.Task.Exception;   // observed: a caller that has gone away must not bring the process down
    }
}

/// <summary>A SKU's state to be stored with the next flush.</summary>
internal sealed class SnapshotWrite(string key, long epoch, long sequence, byte[] state)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key => key;
    public long Epoch => epoch;
    public long Sequence => sequence;
    public byte[] State => state;
    public Task Done => _done.Task;

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception cause) => _done.TrySetException(new StockJournalException($"No snapshot of {key}", cause));
}
