namespace Commerce.Stock;

/// <param name="HoldId">Also the idempotency key: the order id, or the cart's hold id.</param>
/// <param name="Replaces">A hold of the same customer that this one takes the place of, in one step: its units count as free.</param>
[GenerateSerializer, Immutable, Alias("stock.hold.v1")]
public sealed record HoldRequest(
    [property: Id(0)] string HoldId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] int Quantity,
    [property: Id(3)] string? Replaces = null);

[GenerateSerializer, Immutable, Alias("stock.hold-reply.v1")]
public sealed record HoldReply(
    [property: Id(0)] Refusal? Refused,
    [property: Id(1)] DateTimeOffset? HeldUntil = null);

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
[GenerateSerializer, Immutable, Alias("stock.adjust.v1")]
public sealed record AdjustRequest(
    [property: Id(0)] string Key,
    [property: Id(1)] int Delta,
    [property: Id(2)] Actor By);

[GenerateSerializer, Immutable, Alias("stock.adjust-reply.v1")]
public sealed record AdjustReply([property: Id(0)] Refusal? Refused, [property: Id(1)] StockView Stock);

[GenerateSerializer, Immutable, Alias("stock.set-terms.v1")]
public sealed record SetTermsRequest([property: Id(0)] SaleTerms Terms, [property: Id(1)] Actor By);

[GenerateSerializer, Immutable, Alias("stock.switch.v1")]
public sealed record SwitchRequest([property: Id(0)] bool Paused, [property: Id(1)] Actor By);

[GenerateSerializer, Immutable, Alias("stock.terms-reply.v1")]
public sealed record TermsReply([property: Id(0)] StockView Stock);

/// <summary>
/// Under what terms a SKU is sold. The window is <c>[Opens, Closes)</c> in UTC, null: open-ended. Caps are units, null: none;
/// <see cref="PerPerson"/> counts a customer's holds, unpaid and paid orders together.
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
}

/// <summary>Supply = Free + Held + Sold, always. <paramref name="Sequence"/> counts entries: a higher one is newer.</summary>
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
    [property: Id(8)] ImmutableDictionary<Reason, long> Refused);
