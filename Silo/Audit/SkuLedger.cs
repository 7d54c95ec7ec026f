using System.Text.Json;
using Commerce.Stock;

namespace Commerce.Silo.Audit;

/// <summary>
/// A SKU counted again from its entries, by code that shares nothing with the rules that made them, and everything checked that must hold
/// after each entry. Bounded by the SKU's holds.
/// </summary>
internal sealed partial class SkuLedger(string key)
{
    private const int MostFindings = 100;   // whoever finds as many looks at the first ones

    private readonly Dictionary<string, LedgerHold> _holds = [];
    private readonly Dictionary<string, List<LedgerHold>> _byCustomer = [];
    private readonly Queue<LedgerHold> _over = [];
    private readonly List<Finding> _findings = [];
    private bool _sound = true;
    private (DateTimeOffset At, LedgerHold Hold)? _released;   // by the entry before this one

    public long Sequence { get; private set; }
    public int Supply { get; private set; }
    public int Held { get; private set; }
    public int Sold { get; private set; }
    public int Free => Supply - Held - Sold;
    public bool Paused { get; private set; }
    public SaleTerms Terms { get; private set; } = SaleTerms.Always;

    /// <summary>Who set the terms, when and why; null: nobody did.</summary>
    public (DateTimeOffset At, Actor By)? TermsSet { get; private set; }
    public SortedDictionary<Reason, long> Refused { get; } = [];
    public IReadOnlyList<Finding> Findings => _findings;
    public int OpenHolds => _holds.Values.Count(hold => hold.Standing == LedgerStanding.Open);
    public IEnumerable<LedgerHold> SoldHolds => _holds.Values.Where(hold => hold.Standing == LedgerStanding.Sold);

    public LedgerHold? Find(string holdId) => _holds.GetValueOrDefault(holdId);

    public IEnumerable<LedgerHold> HoldsOf(string customerId) => _byCustomer.GetValueOrDefault(customerId) ?? [];

    /// <summary>Units of a customer that count against the per-person cap, by the terms in force.</summary>
    public int TakenBy(string customerId, DateTimeOffset now) => HoldsOf(customerId).Where(hold => Counts(hold, now)).Sum(hold => hold.Quantity);

    public void Take(in StockEntry entry)
    {
        Sequence = entry.Sequence;
        ForgetBefore(entry.At - StockRules.RememberEnded);
        var released = _released;
        _released = null;
        switch (entry.Kind)
        {
            case StockEntryKind.Adjusted: Supply += entry.Quantity; break;
            case StockEntryKind.Held: TakeHeld(entry, released); break;
            case StockEntryKind.Extended: TakeExtended(entry); break;
            case StockEntryKind.Committed: TakeSold(entry); break;
            case StockEntryKind.Released or StockEntryKind.Expired: TakeOver(entry, LedgerStanding.Open); break;
            case StockEntryKind.Returned: TakeOver(entry, LedgerStanding.Sold); break;
            case StockEntryKind.Refused: TakeRefused(entry); break;
            case StockEntryKind.RefusedAtEdge: Refused[entry.Reason] = Refused.GetValueOrDefault(entry.Reason) + entry.Quantity; break;
            case StockEntryKind.TermsSet: (Terms, TermsSet) = (StockDetails.Terms(entry.Detail!), (entry.At, By(entry.Detail!))); break;
            case StockEntryKind.Paused or StockEntryKind.Resumed: Paused = entry.Kind == StockEntryKind.Paused; break;
            default: Wrong($"an entry of the unknown kind {entry.Kind}"); break;
        }

        var sound = Held >= 0 && Sold >= 0 && Free >= 0;
        if (!sound && _sound) Wrong($"oversold: a supply of {Supply} with {Held} held and {Sold} sold");
        _sound = sound;
    }

    private bool Counts(LedgerHold hold, DateTimeOffset now) => hold.Standing != LedgerStanding.Over && Terms.Period switch
    {
        CapPeriod.Sale => hold.Sale == Terms.Sale,
        CapPeriod.Days => hold.At > now - TimeSpan.FromDays(Terms.PeriodDays),
        _ => true,
    };

    private void ForgetBefore(DateTimeOffset before)
    {
        while (_over.TryPeek(out var hold) && hold.EndedAt < before)
        {
            _over.Dequeue();
            if (_holds.TryGetValue(hold.Id, out var now) && ReferenceEquals(now, hold)) _holds.Remove(hold.Id);
            if (_byCustomer.TryGetValue(hold.CustomerId, out var holds) && holds.Remove(hold) && holds.Count == 0) _byCustomer.Remove(hold.CustomerId);
        }
    }

    private void Wrong(string what)
    {
        if (_findings.Count < MostFindings) _findings.Add(new(key, Sequence, what));
    }

    private static Actor By(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        return new(json.RootElement.GetProperty("Who").GetString() ?? "", json.RootElement.GetProperty("Why").GetString() ?? "");
    }
}

internal sealed class LedgerHold
{
    public required string Id { get; init; }
    public required string CustomerId { get; init; }
    public required int Quantity { get; init; }
    public required int Sale { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset Until { get; set; }
    public bool Extended { get; set; }
    public LedgerStanding Standing { get; set; } = LedgerStanding.Open;

    /// <summary>When it was sold, or came to nothing.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal enum LedgerStanding { Open, Sold, Over }
