using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>The entries of one SKU in one flush; all their callers wait for the one task. Used again for other SKUs afterwards.</summary>
internal sealed class JournalSegment
{
    private readonly List<StockEntry> _entries = [];
    private TaskCompletionSource _done = null!;

    public string Key { get; private set; } = "";
    public long Epoch { get; private set; }

    /// <summary>Set by the store: whether these entries are part of the flush that it stored.</summary>
    public bool Accepted { get; set; }

    public ReadOnlySpan<StockEntry> Entries => CollectionsMarshal.AsSpan(_entries);
    public int Count => _entries.Count;
    public int Capacity => _entries.Capacity;
    public long First => _entries[0].Sequence;
    public long Last => _entries[^1].Sequence;
    public Task Durable => _done.Task;

    /// <summary>Begins again for this activation of the SKU; entries of an older one are fenced.</summary>
    public void Start(string key, long epoch)
    {
        if (_entries.Count > 0)
        {
            Fail(Fenced(Key, Epoch));
            _entries.Clear();
        }

        (Key, Epoch, Accepted) = (key, epoch, false);
        // Whoever waits goes on by their own scheduler, or the thread pool: never on the writer's time.
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Add(in StockEntry entry) => _entries.Add(entry);

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception cause)
    {
        _done.TrySetException(cause as StockJournalException ?? new StockJournalException($"The stock entries of {Key} may not be stored", cause));
        _ = _done.Task.Exception;   // observed: a caller that has gone away must not bring the process down
    }

    public void Clear()
    {
        _entries.Clear();
        (Key, Epoch) = ("", 0);
    }

    public static StockJournalException Fenced(string key, long epoch) =>
        new($"The stock of {key} was opened again since epoch {epoch}: this activation may no longer write");
}
