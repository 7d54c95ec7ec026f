namespace Commerce.Stock;

/// <summary>
/// The stock of one SKU, and the only place that decides who gets a unit. Key: <c>shop/sku</c>.
/// An answer is given after the entries it rests on are durable; a lost answer is asked for again with the same hold id.
/// </summary>
[Alias("stock")]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>Sets units aside for one customer until <see cref="HoldReply.HeldUntil"/>. Asking again with the same hold id repeats the answer.</summary>
    [Alias("hold")]
    Task<HoldReply> Hold(HoldRequest request);

    /// <summary>Many holds in one call, each with its own answer: what a busy caller collected while its last call ran.</summary>
    /// <remarks>
    /// Many wait for it, and more behind them: a call that went to a silo which died is given up once the others know of its death, and not
    /// after the half minute that a single caller may wait.
    /// </remarks>
    /// <exception cref="ArgumentException">None, or more than <see cref="HoldManyRequest.Most"/>.</exception>
    [Alias("hold-many"), ResponseTimeout("00:00:10")]
    Task<HoldManyReply> HoldMany(HoldManyRequest request);

    /// <summary>Lengthens a hold, once, because its payment has started.</summary>
    [Alias("extend")]
    Task<HoldReply> Extend(ExtendRequest request);

    /// <summary>Turns held units into sold ones. Idempotent per hold; refused with <see cref="Reason.HoldEnded"/> when the hold is over.</summary>
    [Alias("commit")]
    Task<CommitReply> Commit(CommitRequest request);

    /// <summary>Gives held or sold units, and the customer's allowance, back. Once per hold; asking again changes nothing.</summary>
    [Alias("release")]
    Task<ReleaseReply> Release(ReleaseRequest request);

    /// <summary>Adds units to the supply, or takes free ones out of it. A delta, so a sale in between is never overwritten.</summary>
    [Alias("adjust")]
    Task<AdjustReply> Adjust(AdjustRequest request);

    /// <summary>Sets window, caps and hold length. Terms older than the current ones change nothing.</summary>
    [Alias("set-terms")]
    Task<TermsReply> SetTerms(SetTermsRequest request);

    [Alias("switch")]
    Task<TermsReply> Switch(SwitchRequest request);

    /// <summary>Counts refusals that were given at the edge. Safe to repeat.</summary>
    [Alias("note-refused")]
    Task NoteRefused(NoteRefusedRequest request);

    [Alias("look"), ReadOnly]
    Task<StockView> Look();

    /// <summary>Looks, and tells which hold ids it has answered before: those are nothing for a gate to refuse.</summary>
    /// <exception cref="ArgumentException">More than <see cref="RecogniseRequest.Most"/>.</exception>
    [Alias("recognise"), ReadOnly, ResponseTimeout("00:00:10")]
    Task<RecogniseReply> Recognise(RecogniseRequest request);
}
