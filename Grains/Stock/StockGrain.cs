using Microsoft.Extensions.Logging;

namespace Commerce.Stock;

/// <summary>
/// Shell: asks <see cref="StockRules"/>, journals, answers. Reentrant so that calls can wait for the journal together: every
/// decision is synchronous, nothing is read and written across an await (design §4, docs/decisions/0003).
/// </summary>
[GrainType("stock"), Reentrant]
internal sealed partial class StockGrain(IStockJournal journal, TimeProvider clock, ILogger<StockGrain> log) : Grain, IStockGrain, IRemindable
{
    private StockState _stock = new();
    private string _key = "", _sku = "";
    private long _epoch;
    private Task _durable = Task.CompletedTask;   // of the newest entry; earlier entries are durable before it
    private bool _lost;                           // an append failed: this memory may be ahead of the journal

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        _sku = Keys.Rest(_key);
        var opened = await journal.OpenAsync(_key, cancellationToken);
        _epoch = opened.Epoch;
        if (opened.Snapshot is { } snapshot) _stock = StockSnapshot.Read(snapshot);
        foreach (var entry in opened.Tail) StockRules.Apply(_stock, entry);
        _snapshotAt = opened.SnapshotSequence;
        WatchEnds();
    }

    public Task<HoldReply> Hold(HoldRequest request) => Store(StockRules.Hold(_stock, request, Begin()));

    public Task<HoldReply> Extend(ExtendRequest request) => Store(StockRules.Extend(_stock, request, Begin()));

    public Task<CommitReply> Commit(CommitRequest request) => Store(StockRules.Commit(_stock, request, Begin()));

    public Task<ReleaseReply> Release(ReleaseRequest request) => Store(StockRules.Release(_stock, request, Begin()));

    public async Task<AdjustReply> Adjust(AdjustRequest request)
    {
        var refused = await Store(StockRules.Adjust(_stock, request, StockDetails.Of(request.By), Begin()));
        return new(refused, _stock.View(_sku));
    }

    public async Task<TermsReply> SetTerms(SetTermsRequest request)
    {
        await Store(StockRules.SetTerms(_stock, request, StockDetails.Of(request.Terms, request.By), Begin()));
        return new(_stock.View(_sku));
    }

    public async Task<TermsReply> Switch(SwitchRequest request)
    {
        await Store(StockRules.Switch(_stock, request, StockDetails.Of(request.By), Begin()));
        return new(_stock.View(_sku));
    }

    public async Task<StockView> Look()
    {
        Begin();
        var view = _stock.View(_sku);
        await _durable;
        return view;
    }

    /// <summary>The time of this decision, with every hold that has run out by then ended.</summary>
    private DateTimeOffset Begin()
    {
        if (_lost) throw new StockJournalException($"The stock of {_key} is being read again from its journal");
        var now = clock.GetUtcNow();
        while (StockRules.ExpireNext(_stock, now) is { IsEmpty: false } expired) Append(expired.First);
        return now;
    }

    private async Task<TReply> Store<TReply>(StockDecision<TReply> decision)
    {
        if (!decision.IsEmpty) Append(decision.First);
        if (decision.HasSecond) Append(decision.Second);
        WatchEnds();
        // An answer that changed nothing still rests on entries before it: it waits for them too.
        var durable = _durable;
        if (!durable.IsCompletedSuccessfully) await Durable(durable);
        return decision.Reply;
    }

    private void Append(StockEntry entry)
    {
        entry = entry with { Sequence = _stock.Sequence + 1 };
        StockRules.Apply(_stock, entry);
        _durable = journal.Append(_key, _epoch, entry);
        Tell();
    }

    /// <summary>After a failed append nobody is answered from this memory again: the next activation reads what is stored.</summary>
    private async Task Durable(Task appended)
    {
        try
        {
            await appended;
        }
        catch (StockJournalException)
        {
            _lost = true;
            DeactivateOnIdle();
            throw;
        }
    }
}
