namespace Commerce.Stock;

/// <param name="HoldId">Also the idempotency key: the order id, or the cart's hold id.</param>
/// <param name="Replaces">A hold of the same customer that this one takes the place of, in one step: its units count as free.</param>
/// <param name="Segments">The customer's segments, for a sale that opens earlier for one of them; default when nobody needs to know.</param>
[GenerateSerializer, Immutable, Alias("stock.hold.v1")]
public sealed record HoldRequest(
    [property: Id(0)] string HoldId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Replaces = null,
    [property: Id(4)] ImmutableArray<string> Segments = default);

/// <param name="Version">The settings (<see cref="StockView.Version"/>) that the request was judged by.</param>
[GenerateSerializer, Immutable, Alias("stock.hold-reply.v1")]
public sealed record HoldReply(
    [property: Id(0)] Refusal? Refused,
    [property: Id(1)] DateTimeOffset? HeldUntil = null,
    [property: Id(2)] long Version = 0);

/// <summary>What arrived together for one SKU, decided in this order. 1 to <see cref="Most"/> requests.</summary>
[GenerateSerializer, Immutable, Alias("stock.hold-many.v1")]
public sealed record HoldManyRequest([property: Id(0)] ImmutableArray<HoldRequest> Requests)
{
    public const int Most = 256;
}

/// <param name="Replies">One per request, in their order.</param>
/// <param name="Level">How the stock stood after the last of them.</param>
[GenerateSerializer, Immutable, Alias("stock.hold-many-reply.v1")]
public sealed record HoldManyReply(
    [property: Id(0)] ImmutableArray<HoldReply> Replies,
    [property: Id(1)] StockLevel Level);

/// <summary>As much of a SKU as a gate needs. All of it is durable.</summary>
/// <param name="At">When (UTC) the stock stood like this, by its grain's clock.</param>
/// <param name="Version">Another one than before: look at the terms again (<see cref="StockView.Version"/>).</param>
[GenerateSerializer, Immutable, Alias("stock.level.v1")]
public sealed record StockLevel(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] int Free,
    [property: Id(3)] bool Paused,
    [property: Id(4)] long Version);

/// <summary>Hold ids that a gate would refuse, if the stock has not answered them before. At most <see cref="Most"/>.</summary>
[GenerateSerializer, Immutable, Alias("stock.recognise.v1")]
public sealed record RecogniseRequest([property: Id(0)] ImmutableArray<string> HoldIds)
{
    public const int Most = 4_096;
}

/// <param name="Known">Those that were granted or refused before, as far as is remembered: asked again, they get their first answer.</param>
[GenerateSerializer, Immutable, Alias("stock.recognise-reply.v1")]
public sealed record RecogniseReply([property: Id(0)] StockView Stock, [property: Id(1)] ImmutableArray<string> Known);

/// <summary>Refusals given at the edge without asking the stock, so that the desk counts them too.</summary>
/// <param name="Source">Who counts: one running web.</param>
/// <param name="Number">1, 2, 3 … per source; a number that is not new is a repetition and changes nothing.</param>
[GenerateSerializer, Immutable, Alias("stock.note-refused.v1")]
public sealed record NoteRefusedRequest(
    [property: Id(0)] string Source,
    [property: Id(1)] long Number,
    [property: Id(2)] Reason Reason,
    [property: Id(3)] int Count);

[GenerateSerializer, Immutable, Alias("stock.extend.v1")]
public sealed record ExtendRequest([property: Id(0)] string HoldId);

[GenerateSerializer, Immutable, Alias("stock.commit.v1")]
public sealed record CommitRequest([property: Id(0)] string HoldId);

[GenerateSerializer, Immutable, Alias("stock.commit-reply.v1")]
public sealed record CommitReply([property: Id(0)] Refusal? Refused);

[GenerateSerializer, Immutable, Alias("stock.release.v1")]
public sealed record ReleaseRequest([property: Id(0)] string HoldId);

/// <param name="Units">How many came back; 0 when the hold was already over or never existed.</param>
[GenerateSerializer, Immutable, Alias("stock.release-reply.v1")]
public sealed record ReleaseReply([property: Id(0)] int Units);

/// <param name="Key">Idempotency key of this adjustment.</param>
/// <param name="ExpectedVersion">The settings that were seen (<see cref="StockView.Version"/>); null: whatever they are now.</param>
[GenerateSerializer, Immutable, Alias("stock.adjust.v1")]
public sealed record AdjustRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] int Delta,
    [property: Id(2)] Actor By,
    [property: Id(3)] long? ExpectedVersion = null);

[GenerateSerializer, Immutable, Alias("stock.adjust-reply.v1")]
public sealed record AdjustReply([property: Id(0)] Refusal? Refused, [property: Id(1)] StockView Stock);

[GenerateSerializer, Immutable, Alias("stock.set-terms.v1")]
public sealed record SetTermsRequest([property: Id(0)] SaleTerms Terms, [property: Id(1)] Actor By);

[GenerateSerializer, Immutable, Alias("stock.switch.v1")]
public sealed record SwitchRequest(
    [property: Id(0)] bool Paused,
    [property: Id(1)] Actor By,
    [property: Id(2)] long? ExpectedVersion = null);

[GenerateSerializer, Immutable, Alias("stock.terms-reply.v1")]
public sealed record TermsReply([property: Id(0)] StockView Stock, [property: Id(1)] Refusal? Refused = null);

/// <summary>
/// Under what terms a SKU is sold. The window is <c>[Opens, Closes)</c> in UTC, null: open-ended. Caps are units, null: none;
/// <see cref="PerPerson"/> counts a customer's holds, unpaid and paid orders together, as far back as <see cref="Period"/> says.
/// </summary>
[GenerateSerializer, Immutable, Alias("stock.terms.v1")]
public sealed record SaleTerms
{
    public static readonly SaleTerms Always = new();

    /// <summary>Rises with each change; the stock ignores older terms that arrive late.</summary>
    [Id(0)] public long Version { get; init; }
    [Id(1)] public DateTimeOffset? Opens { get; init; }
    [Id(2)] public DateTimeOffset? Closes { get; init; }
    [Id(3)] public int? PerOrder { get; init; }
    [Id(4)] public int? PerPerson { get; init; }

    /// <summary>Flash products: a unit is set aside when it is put in the cart, not only at checkout.</summary>
    [Id(5)] public bool HoldInCart { get; init; }
    [Id(6)] public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(10);
    [Id(7)] public TimeSpan ExtendBy { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Which units count against <see cref="PerPerson"/>.</summary>
    [Id(8)] public CapPeriod Period { get; init; } = CapPeriod.Lifetime;

    /// <summary>1 to 3,660, for <see cref="CapPeriod.Days"/>.</summary>
    [Id(9)] public int PeriodDays { get; init; }

    /// <summary>Rises when a new sale of the SKU begins: what was bought in earlier ones does not count for <see cref="CapPeriod.Sale"/>.</summary>
    [Id(10)] public int Sale { get; init; }
    [Id(11)] public EarlyAccess? Early { get; init; }

    /// <summary>When the sale opens for a customer of these segments; null: open from ever.</summary>
    public DateTimeOffset? OpensFor(ImmutableArray<string> segments) =>
        Early is { } early && !segments.IsDefaultOrEmpty && segments.Contains(early.Segment)
            ? Opens - TimeSpan.FromMinutes(early.Minutes)
            : Opens;

    /// <summary>The sale is open for the segment with early access and for nobody else: only now does it matter who asks.</summary>
    public bool IsEarly(DateTimeOffset now) => Early is { } early && now < Opens && now >= Opens - TimeSpan.FromMinutes(early.Minutes);
}

/// <summary>Stored as a number: never reused.</summary>
public enum CapPeriod
{
    Unknown = 0,

    /// <summary>Everything this customer ever bought.</summary>
    Lifetime = 1,

    /// <summary>What was bought in this sale (<see cref="SaleTerms.Sale"/>).</summary>
    Sale = 2,

    /// <summary>What was bought in the last <see cref="SaleTerms.PeriodDays"/> times 24 hours.</summary>
    Days = 3,
}

/// <summary>Customers of a segment may buy this many minutes (1 to 10,080) before the sale opens for everybody.</summary>
[GenerateSerializer, Immutable, Alias("stock.early-access.v1")]
public sealed record EarlyAccess([property: Id(0)] string Segment, [property: Id(1)] int Minutes);

/// <summary>Supply = Free + Held + Sold, always. <paramref name="Sequence"/> counts entries: a higher one is newer.</summary>
/// <param name="Version">Counts what staff changed: terms, supply, pause and resume. Holds and orders name the version they were judged by.</param>
/// <param name="At">When (UTC) the stock stood like this, by its grain's clock.</param>
[GenerateSerializer, Immutable, Alias("stock.view.v1")]
public sealed record StockView(
    [property: Id(0)] string Sku,
    [property: Id(1)] long Sequence,
    [property: Id(2)] int Supply,
    [property: Id(3)] int Free,
    [property: Id(4)] int Held,
    [property: Id(5)] int Sold,
    [property: Id(6)] bool Paused,
    [property: Id(7)] SaleTerms Terms,
    [property: Id(8)] ImmutableDictionary<Reason, long> Refused,
    [property: Id(9)] long Version = 0,
    [property: Id(10)] DateTimeOffset At = default);
