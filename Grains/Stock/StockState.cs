namespace Commerce.Stock;

/// <summary>
/// What is known of one SKU: the fold of its entries. Mutable, because it changes once per reservation of a flash sale; only
/// <see cref="StockRules.Apply"/> changes it. Bounded by the SKU's buyers and sold orders, plus two days of holds that came to nothing.
/// </summary>
public sealed class StockState
{
    internal readonly Dictionary<string, StockHold> Holds = [];
    internal readonly Dictionary<string, int> Taken = [];
    internal readonly Dictionary<Reason, long> Refused = [];

    /// <summary>Keys of adjustments, oldest first, for as many as <see cref="StockRules.RememberedAdjustments"/>.</summary>
    internal readonly Queue<string> Adjustments = [];

    /// <summary>
    /// Open holds by end, then id, so that a state read from a snapshot ends them in the same order. An element whose hold has since
    /// been extended or ended is skipped when it comes up.
    /// </summary>
    internal readonly PriorityQueue<string, (long Until, string HoldId)> Ends = new(ByEnd.Order);

    /// <summary>Holds that came to nothing, by when: forgotten after <see cref="StockRules.RememberEnded"/>.</summary>
    internal readonly Queue<(long At, string HoldId)> Ended = [];

    public long Sequence { get; internal set; }
    public int Supply { get; internal set; }
    public int Held { get; internal set; }
    public int Sold { get; internal set; }
    public bool Paused { get; internal set; }
    public SaleTerms Terms { get; internal set; } = SaleTerms.Always;

    public int Free => Supply - Held - Sold;

    /// <summary>Units of this customer that count against the per-person cap: held, in unpaid orders and bought.</summary>
    public int TakenBy(string customerId) => Taken.GetValueOrDefault(customerId);

    public StockView View(string sku) =>
        new(sku, Sequence, Supply, Free, Held, Sold, Paused, Terms, Refused.ToImmutableDictionary());
}

/// <param name="Until">Ticks (UTC) at which an open hold ends.</param>
internal readonly record struct StockHold(string CustomerId, int Quantity, long Until, HoldStanding Standing, bool Extended)
{
    public DateTimeOffset End => new(Until, TimeSpan.Zero);
}

/// <summary>Stored in snapshots: numbers are never reused.</summary>
internal enum HoldStanding : byte { Unknown = 0, Open = 1, Committed = 2, Released = 3, Expired = 4, Returned = 5 }

internal sealed class ByEnd : IComparer<(long Until, string HoldId)>
{
    public static readonly ByEnd Order = new();

    public int Compare((long Until, string HoldId) x, (long Until, string HoldId) y) =>
        x.Until != y.Until ? x.Until.CompareTo(y.Until) : string.CompareOrdinal(x.HoldId, y.HoldId);
}
