namespace Commerce.Stock;

/// <summary>
/// One fact about one SKU's stock, stored for ever. The meaning of the fields per kind is in <see cref="StockEntryKind"/>.
/// A struct, because a flash sale makes hundreds of thousands of them.
/// </summary>
/// <param name="Sequence">1, 2, 3 … per SKU, without gaps.</param>
/// <param name="At">When it was decided (UTC), by the grain's clock.</param>
/// <param name="HoldId">Hold or idempotency key it concerns.</param>
/// <param name="Detail">JSON for what happens rarely (terms, who and why); null otherwise.</param>
public readonly record struct StockEntry(
    long Sequence,
    StockEntryKind Kind,
    DateTimeOffset At,
    string HoldId = "",
    string CustomerId = "",
    int Quantity = 0,
    DateTimeOffset? Until = null,
    Reason Reason = Reason.Unknown,
    string? Detail = null);

/// <summary>Stored as a number: never reused.</summary>
public enum StockEntryKind : byte
{
    Unknown = 0,

    /// <summary>Supply changed by Quantity; Detail says who and why.</summary>
    Adjusted = 1,
    Held = 2,

    /// <summary>Hold lengthened to Until.</summary>
    Extended = 3,

    /// <summary>Held units became sold ones.</summary>
    Committed = 4,

    /// <summary>A hold was given back.</summary>
    Released = 5,

    /// <summary>A hold ran out.</summary>
    Expired = 6,

    /// <summary>Sold units came back.</summary>
    Returned = 7,

    /// <summary>Asked for and not granted, for Reason.</summary>
    Refused = 8,

    /// <summary>Detail holds the new terms, who and why.</summary>
    TermsSet = 9,
    Paused = 10,
    Resumed = 11,

    /// <summary>Quantity shoppers were refused at the edge for Reason, without the stock being asked. HoldId names who counted: source:number.</summary>
    RefusedAtEdge = 12,
}
