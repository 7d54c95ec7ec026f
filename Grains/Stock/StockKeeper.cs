using System.Runtime.InteropServices;

namespace Commerce.Stock;

/// <summary>
/// The stock of one SKU between its journal and whoever asks: decides synchronously, journals, and lets an answer out when everything
/// it rests on is durable. Knows no grain, so that it can be driven step by step.
/// </summary>
/// <param name="key">The stock's key, <c>shop/sku</c>.</param>
/// <param name="journal">Where the entries go.</param>
/// <param name="clock">Decides windows and ends of holds.</param>
/// <param name="changed">Called after each entry, within the turn that made it.</param>
/// <param name="lost">Called when this memory may be ahead of the journal.</param>
internal sealed class StockKeeper(string key, IStockJournal journal, TimeProvider clock, Action changed, Action? lost = null)
{
    private static readonly TimeSpan LooksAreGoodFor = TimeSpan.FromSeconds(1);
    private const int SnapshotEvery = 1_000_000;   // entries; a second of replay at most (docs/benchmarks.md, recover)

    private long _epoch;
    private Task _watched = Task.CompletedTask, _settled = Task.CompletedTask;
    private long _confirmed;   // a timestamp at which this activation was the one that may write, as far as is known

    public StockState Stock { get; private set; } = new();

    /// <summary>Completes when the newest entry is durable, and with it every earlier one.</summary>
    public Task Durable { get; private set; } = Task.CompletedTask;

    /// <summary>An append failed: this memory may be ahead of the journal and answers nothing any more.</summary>
    public bool Lost { get; private set; }

    /// <summary>False while the disk is too slow for more entries to wait for it.</summary>
    public bool HasRoom => Lost || journal.HasRoom;

    /// <summary>The last entry that a snapshot holds.</summary>
    public long SnapshotAt { get; private set; }

    /// <summary>Fences earlier openings of this SKU off and reads what is stored.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        var opened = await journal.OpenAsync(key, stop);
        _epoch = opened.Epoch;
        if (opened.Snapshot is { } snapshot) Stock = StockSnapshot.Read(snapshot);
        foreach (var entry in opened.Tail) StockRules.Apply(Stock, entry);
        SnapshotAt = opened.SnapshotSequence;
    }

    /// <summary>The time of the next decision, with every hold that has run out by then ended.</summary>
    /// <exception cref="StockJournalException">
    /// An append failed: nothing is answered from this memory any more. Or the journal has no room: nothing is decided.
    /// </exception>
    public DateTimeOffset Begin()
    {
        if (!HasRoom) throw new StockJournalException($"The journal has no room for the stock of {key}") { Overloaded = true };
        return EndHolds();
    }

    /// <summary>As <see cref="Begin"/>, for who decides nothing: a journal without room turns nobody away, and holds end later.</summary>
    /// <returns>The time that it was looked at.</returns>
    public DateTimeOffset Look() => HasRoom ? EndHolds() : clock.GetUtcNow();

    private DateTimeOffset EndHolds()
    {
        if (Lost) throw new StockJournalException($"The stock of {key} is being read again from its journal");
        var now = clock.GetUtcNow();
        while (StockRules.ExpireNext(Stock, now) is { IsEmpty: false } expired) Append(expired.First);
        return now;
    }

    /// <summary>Takes a decision into the state and the journal; its reply may be told when <see cref="Settled"/> completes.</summary>
    public TReply Take<TReply>(in StockDecision<TReply> decision)
    {
        if (decision.IsEmpty) Durable = Confirm();
        else if (decision.HasSecond) Append(decision.First, decision.Second);
        else Append(decision.First);
        return decision.Reply;
    }

    public HoldManyReply HoldMany(HoldManyRequest request)
    {
        var asks = request.Requests;
        if (asks.Length is < 1 or > HoldManyRequest.Most) throw new ArgumentException($"1 to {HoldManyRequest.Most} holds at a time");
        var now = Begin();
        var replies = new HoldReply[asks.Length];
        for (var i = 0; i < replies.Length; i++) replies[i] = Take(StockRules.Hold(Stock, asks[i], now));
        return new(ImmutableCollectionsMarshal.AsImmutableArray(replies), Stock.Level(now));
    }

    /// <summary>
    /// Completes when everything decided so far is durable. An answer that changed nothing still rests on entries before it: it waits
    /// for them too.
    /// </summary>
    /// <exception cref="StockJournalException">In the task: not stored, or not known to be.</exception>
    public Task Settled()
    {
        if (Durable.IsCompletedSuccessfully) return Task.CompletedTask;
        return ReferenceEquals(_watched, Durable) ? _settled : Watch(Durable);   // one for all who wait for the same flush
    }

    /// <summary>
    /// As <see cref="Settled"/>, for who only looks: an activation that was overtaken and does not know it yet shows its old picture
    /// for a second at most.
    /// </summary>
    public Task Shown() => clock.GetElapsedTime(_confirmed) > LooksAreGoodFor ? Watch(Durable = Confirm()) : Settled();

    /// <summary>
    /// So many entries since the last snapshot that the next is worth its bytes: the work of all snapshots together stays in
    /// proportion to the entries, however many holds there are.
    /// </summary>
    public bool SnapshotDue => !Lost && Stock.Sequence - SnapshotAt >= Math.Max(SnapshotEvery, Stock.Holds.Count / 3 * 2);

    /// <param name="write">Makes the bytes of a state that nobody changes any more; may do so elsewhere, the state is a copy.</param>
    /// <param name="stop">Gives up waiting.</param>
    public async Task SnapshotAsync(Func<StockState, Task<byte[]>> write, CancellationToken stop)
    {
        if (Lost || SnapshotAt == Stock.Sequence) return;
        SnapshotAt = Stock.Sequence;
        var copy = Stock.Copy();
        await journal.SnapshotAsync(key, _epoch, copy.Sequence, await write(copy), stop);
    }

    private void Append(in StockEntry made)
    {
        var entry = made with { Sequence = Stock.Sequence + 1 };
        StockRules.Apply(Stock, entry);
        Durable = journal.Append(key, _epoch, entry);
        changed();
    }

    /// <summary>Both or neither: a hold that takes another one's place never leaves its customer with none.</summary>
    private void Append(in StockEntry released, in StockEntry held)
    {
        var first = released with { Sequence = Stock.Sequence + 1 };
        var second = held with { Sequence = Stock.Sequence + 2 };
        StockRules.Apply(Stock, first);
        StockRules.Apply(Stock, second);
        Durable = journal.Append(key, _epoch, first, second);
        changed();
    }

    /// <summary>Also of what is durable already: that it is says how long a look is good for.</summary>
    private Task Watch(Task durable)
    {
        _watched = durable;
        return _settled = WaitAsync(durable);
    }

    private Task Confirm() => journal.Confirm(key, _epoch, Stock.Sequence);

    private async Task WaitAsync(Task appended)
    {
        var asked = clock.GetTimestamp();
        try
        {
            await appended;
            _confirmed = asked;
        }
        catch (StockJournalException)
        {
            Lost = true;
            lost?.Invoke();
            throw;
        }
    }
}
