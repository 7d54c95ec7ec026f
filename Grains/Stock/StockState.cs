namespace Commerce.Stock;

/// <summary>
/// What is known of one SKU: the fold of its entries. Mutable, because it changes once per reservation of a flash sale; only
/// <see cref="StockRules.Apply"/> changes it. Bounded by the SKU's buyers and sold orders, plus two days of holds that came to nothing
/// and the newest refusals.
/// </summary>
public sealed class StockState
{
    internal readonly HoldTable Holds;
    internal readonly Dictionary<Reason, long> Refused;

    /// <summary>Hold ids that were refused, so that the same id is refused again although a unit has come free since.</summary>
    internal readonly Dictionary<string, RefusedHold> RefusedHolds;

    /// <summary>The same, oldest first: forgotten after <see cref="StockRules.RememberRefused"/>.</summary>
    internal readonly Queue<(long At, string HoldId)> RefusedInTurn;

    /// <summary>Keys of adjustments, oldest first, for as many as <see cref="StockRules.RememberedAdjustments"/>.</summary>
    internal readonly Queue<string> Adjustments;

    /// <summary>The last number heard from each web that refuses at the edge; the oldest of too many is forgotten.</summary>
    internal readonly List<EdgeSource> Edges;

    /// <summary>Holds that came to nothing, by when: forgotten after <see cref="StockRules.RememberEnded"/>.</summary>
    internal readonly Queue<(long At, string HoldId)> Ended;

    public StockState()
    {
        (Holds, Refused, RefusedHolds, RefusedInTurn, Adjustments, Edges, Ended) = (new(), [], [], [], [], [], []);
    }

    private StockState(StockState other)
    {
        (Holds, Refused, RefusedHolds) = (other.Holds.Copy(), new(other.Refused), new(other.RefusedHolds));
        (RefusedInTurn, Adjustments, Edges, Ended) = (new(other.RefusedInTurn), new(other.Adjustments), [.. other.Edges], new(other.Ended));
        (Sequence, Version, Supply, Held, Sold) = (other.Sequence, other.Version, other.Supply, other.Held, other.Sold);
        (Paused, Terms) = (other.Paused, other.Terms);
    }

    public long Sequence { get; internal set; }

    /// <summary>Counts what staff changed.</summary>
    public long Version { get; internal set; }
    public int Supply { get; internal set; }
    public int Held { get; internal set; }
    public int Sold { get; internal set; }
    public bool Paused { get; internal set; }
    public SaleTerms Terms { get; internal set; } = SaleTerms.Always;

    public int Free => Supply - Held - Sold;

    /// <summary>A hold of this id was granted or refused, as far as is remembered.</summary>
    public bool Knows(string holdId) => Holds.ContainsKey(holdId) || RefusedHolds.ContainsKey(holdId);

    /// <summary>Units of this customer that count against the per-person cap now: held, in unpaid orders and bought, in the cap's period.</summary>
    public int TakenBy(string customerId, DateTimeOffset now)
    {
        var taken = 0;
        for (var row = Holds.FirstOf(customerId); row != 0; row = Holds.NextOf(row)) taken += Counted(Holds.At(row), now);
        return taken;
    }

    /// <summary>The units of a hold that count against its customer's cap now.</summary>
    internal int Counted(in StockHold hold, DateTimeOffset now) => Terms.Period switch
    {
        CapPeriod.Sale => hold.Sale == Terms.Sale ? hold.Quantity : 0,
        CapPeriod.Days => hold.At > now.UtcTicks - (Terms.PeriodDays * TimeSpan.TicksPerDay) ? hold.Quantity : 0,
        _ => hold.Quantity,
    };

    /// <summary>As much of it as a snapshot holds, for nothing but to write one: this state may go on meanwhile.</summary>
    internal StockState Copy() => new(this);

    public StockView View(string sku) =>
        new(sku, Sequence, Supply, Free, Held, Sold, Paused, Terms, Refused.ToImmutableDictionary(), Version);

    public StockLevel Level(DateTimeOffset now) => new(Sequence, now, Free, Paused, Version);
}

/// <param name="At">Ticks (UTC) at which it was granted.</param>
/// <param name="Sale">The sale it was granted in (<see cref="SaleTerms.Sale"/>).</param>
/// <param name="Until">Ticks (UTC) at which an open hold ends.</param>
internal readonly record struct StockHold(
    string CustomerId, int Quantity, int Sale, long At, long Until, HoldStanding Standing, bool Extended)
{
    public DateTimeOffset End => new(Until, TimeSpan.Zero);

    /// <summary>Its units are its customer's.</summary>
    public bool Counts => Standing is HoldStanding.Open or HoldStanding.Committed;
}

/// <summary>Stored in snapshots: numbers are never reused.</summary>
internal enum HoldStanding : byte { Unknown = 0, Open = 1, Committed = 2, Released = 3, Expired = 4, Returned = 5 }

internal readonly record struct RefusedHold(string CustomerId, int Quantity, Reason Reason);

internal readonly record struct EdgeSource(string Source, long Number);
