using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>
/// The entries of one SKU in one flush, as the bytes that are stored; all their callers wait for the one task. Used again for other SKUs
/// afterwards.
/// </summary>
internal sealed class JournalSegment
{
    private const int Smallest = 512;

    private byte[] _bytes = new byte[Smallest];
    private int _length;
    private TaskCompletionSource _done = null!;

    public string Key { get; private set; } = "";
    public long Epoch { get; private set; }

    /// <summary>Set by the store: whether these entries are part of the flush that it stored.</summary>
    public bool Accepted { get; set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);
    public int Capacity => _bytes.Length;
    public int Count { get; private set; }

    /// <summary>Sequences of the first and the last entry.</summary>
    public long First { get; private set; }
    public long Last { get; private set; }
    public Task Durable => _done.Task;

    /// <summary>Begins again for this activation of the SKU; entries of an older one are fenced.</summary>
    public void Start(string key, long epoch)
    {
        if (Count > 0) Fail(Fenced(Key, Epoch));
        Clear();
        (Key, Epoch, Accepted) = (key, epoch, false);
        // Whoever waits goes on by their own scheduler, or the thread pool: never on the writer's time.
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>On the turn that made the entry: what is hot in its core's cache is written once, and the writer only stores it.</summary>
    public void Add(in StockEntry entry)
    {
        var most = StockEntryCodec.Most(entry);
        if (_bytes.Length - _length < most) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + most));
        _length += StockEntryCodec.Write(_bytes.AsSpan(_length), entry);
        if (Count++ == 0) First = entry.Sequence;
        Last = entry.Sequence;
    }

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception cause)
    {
        _done.TrySetException(cause as StockJournalException ?? new StockJournalException($"The stock entries of {Key} may not be stored", cause));
        _ = _done.Task.Exception;   // observed: a caller that has gone away must not bring the process down
    }

    public void Clear()
    {
        (_length, Count) = (0, 0);
        (Key, Epoch) = ("", 0);
    }

    public static StockJournalException Fenced(string key, long epoch) =>
        new($"The stock of {key} was opened again since epoch {epoch}: this activation may no longer write");
}
