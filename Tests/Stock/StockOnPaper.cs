using Commerce.Stock;

namespace Commerce.Tests.Stock;

/// <summary>A stock that a test speaks for; what no test has lines for is not asked.</summary>
internal abstract class StockOnPaper : IStockGrain
{
    public virtual Task<HoldManyReply> HoldMany(HoldManyRequest request) => throw new NotSupportedException();

    public virtual Task<HoldReply> Hold(HoldRequest request) => throw new NotSupportedException();

    public virtual Task<HoldReply> Extend(ExtendRequest request) => throw new NotSupportedException();

    public virtual Task<CommitReply> Commit(CommitRequest request) => throw new NotSupportedException();

    public virtual Task<ReleaseReply> Release(ReleaseRequest request) => throw new NotSupportedException();

    public virtual Task<AdjustReply> Adjust(AdjustRequest request) => throw new NotSupportedException();

    public virtual Task<TermsReply> SetTerms(SetTermsRequest request) => throw new NotSupportedException();

    public virtual Task<TermsReply> Switch(SwitchRequest request) => throw new NotSupportedException();

    public virtual Task NoteRefused(NoteRefusedRequest request) => throw new NotSupportedException();

    public virtual Task<StockView> Look() => throw new NotSupportedException();

    public virtual Task<RecogniseReply> Recognise(RecogniseRequest request) => throw new NotSupportedException();
}

/// <summary>Answers soon, and each ask with its own hold id.</summary>
internal sealed class WillingStock : StockOnPaper
{
    public override async Task<HoldManyReply> HoldMany(HoldManyRequest request)
    {
        await Task.Yield();
        return new(
            [.. request.Requests.Select(ask => new HoldReply(new(Reason.SoldOut, ask.HoldId)))],
            new(1, default, Free: 0, Paused: false, Version: 1));
    }
}
