using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Silo.Stock;

/// <summary>What arrived while the last flush ran. Filled by grains under the journal's lock, then owned by its writer alone.</summary>
internal sealed class JournalBatch
{
    public List<JournalCommand> Commands { get; } = [];
    public Dictionary<string, JournalSegment> Segments { get; } = [];
    public bool IsEmpty => Commands.Count == 0 && Segments.Count == 0;

    public Task Add(string key, long epoch, in StockEntry entry)
    {
        ref var segment = ref CollectionsMarshal.GetValueRefOrAddDefault(Segments, key, out _);
        // Two activations of one SKU may meet in one flush: the newer one wins, the older one is fenced.
        if (segment is not null && segment.Epoch > epoch) return Task.FromException(JournalSegment.Fenced(key, epoch));
        if (segment is null || segment.Epoch < epoch)
        {
            segment?.Fail(JournalSegment.Fenced(key, segment.Epoch));
            segment = new(key, epoch);
        }

        segment.Entries.Add(entry);
        return segment.Durable;
    }

    public void Fail(Exception cause)
    {
        foreach (var segment in Segments.Values) segment.Fail(cause);
        foreach (var command in Commands) command.Fail(cause);
    }

    public void Clear()
    {
        Segments.Clear();
        Commands.Clear();
    }
}

/// <summary>The entries of one SKU in one flush; all their callers wait for the one task.</summary>
internal sealed class JournalSegment(string key, long epoch)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Key => key;
    public long Epoch => epoch;
    public List<StockEntry> Entries { get; } = [];
    public Task Durable => _done.Task;
    public long First => Entries[0].Sequence;
    public long Last => Entries[^1].Sequence;

    public void Succeed() => _done.TrySetResult();

    public void Fail(Exception cause)
    {
        _done.TrySetException(cause as StockJournalException ?? new StockJournalException($"The stock entries of {key} may not be stored", cause));
        _ = _done.Task.Exception;   // observed: a caller that has gone away must not bring the process down
    }

    public static StockJournalException Fenced(string key, long epoch) =>
        new($"The stock of {key} was opened again since epoch {epoch}: this activation may no longer write");
}

/// <summary>Something rare that the writer does between flushes: opening a log, storing a snapshot.</summary>
internal abstract class JournalCommand
{
    public abstract void Run(IJournalStore store);

    /// <summary>Called after the transaction that ran it is on disk.</summary>
    public abstract void Succeed();
    public abstract void Fail(Exception cause);
}
