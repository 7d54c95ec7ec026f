using Microsoft.Extensions.Logging;

namespace Commerce.Stock;

/// <summary>
/// Shell: asks <see cref="StockRules"/> through its <see cref="StockKeeper"/>, waits for the journal, answers. Reentrant so that calls
/// can wait for the journal together: every decision is synchronous, nothing is read and written across an await (design §4,
/// docs/decisions/0003).
/// </summary>
[GrainType("stock"), Reentrant]
internal sealed partial class StockGrain(IStockJournal journal, TimeProvider clock, ILogger<StockGrain> log) : Grain, IStockGrain, IRemindable
{
    private StockKeeper _keeper = null!;
    private string _key = "", _sku = "";

    private StockState Stock => _keeper.Stock;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        _sku = Keys.Rest(_key);
        // After a failed append nobody is answered from this memory again: the next activation reads what is stored.
        _keeper = new(_key, journal, clock, Tell, DeactivateOnIdle);
        await _keeper.OpenAsync(cancellationToken);
        WatchEnds();
    }

    public Task<HoldReply> Hold(HoldRequest request)
    {
        var decision = StockRules.Hold(Stock, request, _keeper.Begin());
        StockMetrics.Answered(decision.Reply);
        return Store(decision);
    }

    public async Task<HoldManyReply> HoldMany(HoldManyRequest request)
    {
        var reply = _keeper.HoldMany(request);
        using var waiting = StockMetrics.Wait();
        await Settled();
        StockMetrics.Answered(reply);
        return reply;
    }

    public Task<HoldReply> Extend(ExtendRequest request) => Store(StockRules.Extend(Stock, request, _keeper.Begin()));

    public Task<CommitReply> Commit(CommitRequest request) => Store(StockRules.Commit(Stock, request, _keeper.Begin()));

    public Task<ReleaseReply> Release(ReleaseRequest request) => Store(StockRules.Release(Stock, request, _keeper.Begin()));

    public async Task<AdjustReply> Adjust(AdjustRequest request)
    {
        var refused = _keeper.Take(StockRules.Adjust(Stock, request, StockDetails.Of(request.By), _keeper.Begin()));
        return new(refused, await Look());
    }

    public async Task<TermsReply> SetTerms(SetTermsRequest request)
    {
        _keeper.Take(StockRules.SetTerms(Stock, request, StockDetails.Of(request.Terms, request.By), _keeper.Begin()));
        return new(await Look());
    }

    public async Task<TermsReply> Switch(SwitchRequest request)
    {
        var refused = _keeper.Take(StockRules.Switch(Stock, request, StockDetails.Of(request.By), _keeper.Begin()));
        return new(await Look(), refused);
    }

    public Task NoteRefused(NoteRefusedRequest request) => Store(StockRules.NoteRefused(Stock, request, _keeper.Begin()));

    public async Task<StockView> Look()
    {
        var now = _keeper.Look();
        var view = Stock.View(_sku) with { At = now };
        WatchEnds();
        await _keeper.Shown();
        return view;
    }

    public async Task<RecogniseReply> Recognise(RecogniseRequest request)
    {
        if (request.HoldIds.Length > RecogniseRequest.Most) throw new ArgumentException($"At most {RecogniseRequest.Most} hold ids at a time");
        var now = _keeper.Look();
        var reply = new RecogniseReply(Stock.View(_sku) with { At = now }, [.. request.HoldIds.Where(Stock.Knows)]);
        await Settled();
        return reply;
    }

    /// <summary>Takes the decision and waits without it: what lives on while the disk works is as small as can be.</summary>
    private Task<TReply> Store<TReply>(in StockDecision<TReply> decision)
    {
        var reply = _keeper.Take(decision);
        var settled = Settled();
        return settled.IsCompletedSuccessfully ? Task.FromResult(reply) : AfterAsync(settled, reply);
    }

    private static async Task<TReply> AfterAsync<TReply>(Task settled, TReply reply)
    {
        using var waiting = StockMetrics.Wait();
        await settled;
        return reply;
    }

    private Task Settled()
    {
        WatchEnds();
        return _keeper.Settled();
    }
}
