namespace Commerce.Stock;

/// <summary>Every decision about stock. Pure: no clock, no I/O, no randomness, and the state is only read; <see cref="Apply"/> changes it.</summary>
public static partial class StockRules
{
    /// <summary>More units than this are never asked for in earnest, and sums of them cannot overflow.</summary>
    public const int MostUnits = 10_000_000;

    public const int RememberedAdjustments = 1_000;
    public const int RememberedRefusals = 50_000;
    public const int RememberedEdges = 64;
    public static readonly TimeSpan RememberEnded = TimeSpan.FromDays(2);
    public static readonly TimeSpan RememberRefused = TimeSpan.FromMinutes(10);

    /// <summary>Refusals are checked in the order a shopper should hear them.</summary>
    public static StockDecision<HoldReply> Hold(StockState stock, HoldRequest ask, DateTimeOffset now)
    {
        if (stock.Holds.TryGetValue(ask.HoldId, out var earlier)) return new(Repeat(stock, ask, earlier));
        if (stock.RefusedHolds.TryGetValue(ask.HoldId, out var refused)) return new(Repeat(stock, ask, refused, now));

        var replaced = Replaced(stock, ask);
        if (Refuse(stock, ask, replaced, now) is { } reason)
        {
            var refusal = Facts(stock, reason, ask.CustomerId, ask.Segments, now);
            return new(new(refusal, null, stock.Version), new(0, StockEntryKind.Refused, now, ask.HoldId, ask.CustomerId, ask.Quantity, Reason: reason));
        }

        // The window is judged now: a hold outlives the end of the window it was granted in.
        var until = now + stock.Terms.HoldFor;
        var held = new StockEntry(0, StockEntryKind.Held, now, ask.HoldId, ask.CustomerId, ask.Quantity, until);
        var granted = new HoldReply(null, until, stock.Version);
        return replaced is null ? new(granted, held) : new(granted, new(0, StockEntryKind.Released, now, ask.Replaces!), held);
    }

    /// <summary>Once per hold; asked again, it answers the same end.</summary>
    public static StockDecision<HoldReply> Extend(StockState stock, ExtendRequest ask, DateTimeOffset now)
    {
        if (!stock.Holds.TryGetValue(ask.HoldId, out var hold)) return new(new(new(Reason.NothingHeld)));
        if (hold.Standing == HoldStanding.Committed || (hold.Standing == HoldStanding.Open && hold.Extended)) return new(new(null, hold.End));
        if (hold.Standing != HoldStanding.Open) return new(new(new(Reason.HoldEnded, At: hold.End)));

        var until = hold.End + stock.Terms.ExtendBy;
        return new(new(null, until), new(0, StockEntryKind.Extended, now, ask.HoldId, Until: until));
    }

    public static StockDecision<CommitReply> Commit(StockState stock, CommitRequest ask, DateTimeOffset now)
    {
        if (!stock.Holds.TryGetValue(ask.HoldId, out var hold)) return new(new(new(Reason.NothingHeld)));
        return hold.Standing switch
        {
            HoldStanding.Open => new(new(null), new(0, StockEntryKind.Committed, now, ask.HoldId)),
            HoldStanding.Committed => new(new(null)),
            _ => new(new(new(Reason.HoldEnded, At: hold.End))),
        };
    }

    public static StockDecision<ReleaseReply> Release(StockState stock, ReleaseRequest ask, DateTimeOffset now)
    {
        if (!stock.Holds.TryGetValue(ask.HoldId, out var hold)) return new(new(0));
        return hold.Standing switch
        {
            HoldStanding.Open => new(new(hold.Quantity), new(0, StockEntryKind.Released, now, ask.HoldId)),
            HoldStanding.Committed => new(new(hold.Quantity), new(0, StockEntryKind.Returned, now, ask.HoldId)),
            _ => new(new(0)),
        };
    }

    public static StockDecision<Refusal?> Adjust(StockState stock, AdjustRequest ask, string detail, DateTimeOffset now)
    {
        if (stock.Adjustments.Contains(ask.Key)) return new(null);
        if (Stale(stock, ask.ExpectedVersion) is { } stale) return new(stale);
        if (ask.Delta is 0 or > MostUnits or < -MostUnits) return new(new(Reason.BadQuantity, Limit: MostUnits));
        if (ask.Delta > MostUnits - stock.Supply) return new(new(Reason.TooMuch, Limit: MostUnits - stock.Supply));
        if (-ask.Delta > stock.Free) return new(new(Reason.TooMuch, Limit: stock.Free));
        return new(null, new(0, StockEntryKind.Adjusted, now, ask.Key, Quantity: ask.Delta, Detail: detail));
    }

    /// <summary>Older terms that arrive late change nothing.</summary>
    public static StockDecision<bool> SetTerms(StockState stock, SetTermsRequest ask, string detail, DateTimeOffset now) =>
        ask.Terms.Version <= stock.Terms.Version ? new(false) : new(true, new(0, StockEntryKind.TermsSet, now, Detail: detail));

    /// <summary>A repetition finds it done and is not stale.</summary>
    public static StockDecision<Refusal?> Switch(StockState stock, SwitchRequest ask, string detail, DateTimeOffset now)
    {
        if (ask.Paused == stock.Paused) return new(null);
        if (Stale(stock, ask.ExpectedVersion) is { } stale) return new(stale);
        return new(null, new(0, ask.Paused ? StockEntryKind.Paused : StockEntryKind.Resumed, now, Detail: detail));
    }

    public static StockDecision<bool> NoteRefused(StockState stock, NoteRefusedRequest ask, DateTimeOffset now) =>
        ask.Count is < 1 or > MostUnits || stock.Edges.Any(edge => edge.Source == ask.Source && edge.Number >= ask.Number)
            ? new(false)
            : new(true, new(0, StockEntryKind.RefusedAtEdge, now, StockEdges.Name(ask), "", ask.Count, Reason: ask.Reason));

    /// <summary>The next hold that has run out at <paramref name="now"/>; asked until it answers none.</summary>
    public static StockDecision<bool> ExpireNext(StockState stock, DateTimeOffset now) =>
        stock.Holds.TryFirst(out var holdId, out var end) && end <= now.UtcTicks
            ? new(true, new(0, StockEntryKind.Expired, now, holdId))
            : new(false);

    private static HoldReply Repeat(StockState stock, HoldRequest ask, in StockHold earlier) =>
        earlier.CustomerId != ask.CustomerId || earlier.Quantity != ask.Quantity ? new(new(Reason.KeyReused, ask.HoldId))
        : earlier.Counts ? new(null, earlier.End, stock.Version)
        : new(new(Reason.HoldEnded, At: earlier.End), null, stock.Version);

    /// <summary>The same outcome with the facts of today: a request that overtook its own answer must not be granted behind its back.</summary>
    private static HoldReply Repeat(StockState stock, HoldRequest ask, in RefusedHold earlier, DateTimeOffset now) =>
        earlier.CustomerId != ask.CustomerId || earlier.Quantity != ask.Quantity
            ? new(new(Reason.KeyReused, ask.HoldId))
            : new(Facts(stock, earlier.Reason, ask.CustomerId, ask.Segments, now), null, stock.Version);

    private static StockHold? Replaced(StockState stock, HoldRequest ask) =>
        ask.Replaces is { } id && stock.Holds.TryGetValue(id, out var hold)
        && hold.Standing == HoldStanding.Open && hold.CustomerId == ask.CustomerId ? hold : null;

    private static Refusal? Stale(StockState stock, long? expected) =>
        expected is { } version && version != stock.Version ? new(Reason.StaleVersion, Limit: stock.Version) : null;
}
