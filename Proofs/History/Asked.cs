using Commerce.Stock;

namespace Commerce.Proofs.History;

internal enum AskKind : byte { Unknown = 0, Hold = 1, Extend = 2, Commit = 3, Release = 4, Adjust = 5, Terms = 6, Switch = 7, Look = 8 }

/// <summary>Unknown: no answer came, or one that says nothing. It may have happened or not.</summary>
internal enum Outcome : byte { Unknown = 0, Granted = 1, Refused = 2 }

/// <summary>
/// One request as its client saw it; a repeat with the same key is a request of its own. Instants are of one clock that only
/// rises and that all clients of a history share.
/// </summary>
/// <param name="Key">Hold id, or idempotency key of a staff command.</param>
internal sealed record Asked(AskKind Kind, string Key, long Invoked)
{
    public string CustomerId { get; init; } = "";

    /// <summary>Units asked for, or the delta of an adjustment.</summary>
    public int Quantity { get; init; }
    public string? Replaces { get; init; }
    public ImmutableArray<string> Segments { get; init; } = [];

    /// <summary>The settings that staff had before their eyes.</summary>
    public long? ExpectedVersion { get; init; }
    public long? Answered { get; set; }
    public Outcome Outcome { get; set; }
    public Reason Reason { get; set; }
    public DateTimeOffset? Until { get; set; }

    /// <summary>Units that a release says it gave back.</summary>
    public int Units { get; set; }
    public StockView? View { get; set; }

    /// <summary>Of an answer that was given without asking the stock: the entry after which it was true.</summary>
    public long? AsOf { get; set; }
}
