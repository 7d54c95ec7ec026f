using Commerce.Proofs.History;
using Commerce.Stock;

namespace Commerce.Tests.Proofs;

/// <summary>
/// A small history written by hand: ten units on sale from noon to half past, two per order and person, holds of five minutes.
/// Each step adds the request, its answer and its entry; what a test breaks, it leaves out or adds by itself.
/// </summary>
internal sealed class History
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly SaleTerms TwoEach = new()
    {
        Version = 1,
        Opens = Noon,
        Closes = Noon.AddMinutes(30),
        PerOrder = 2,
        PerPerson = 2,
        HoldFor = TimeSpan.FromMinutes(5),
    };

    private static readonly Actor Owner = new("owner", "test");
    private readonly List<Asked> _asked = [];
    private readonly List<StockEntry> _entries = [];
    private long _clock;

    public History(int supply = 10, SaleTerms? terms = null)
    {
        Happened(StockEntryKind.TermsSet, detail: StockDetails.Of(terms ?? TwoEach, Owner));
        Asks(AskKind.Adjust, "supply", quantity: supply).Outcome = Outcome.Granted;
        Happened(StockEntryKind.Adjusted, "supply", quantity: supply);
    }

    public IReadOnlyList<StockEntry> Entries => _entries;

    public IReadOnlyList<Promise> Broken => [.. HistoryChecker.Check(_asked, _entries).Select(v => v.Promise)];

    public Asked Asks(AskKind kind, string key, string customer = "", int quantity = 0)
    {
        _asked.Add(new(kind, key, ++_clock) { CustomerId = customer, Quantity = quantity, Answered = ++_clock });
        return _asked[^1];
    }

    public void Repeats(Asked asked) => _asked.Add(asked);

    public void Happened(
        StockEntryKind kind, string key = "", string customer = "", int quantity = 0, TimeSpan at = default, DateTimeOffset? until = null,
        Reason reason = Reason.Unknown, string? detail = null) =>
        _entries.Add(new(_entries.Count + 1, kind, Noon + at, key, customer, quantity, until, reason, detail));

    public Asked Held(string key, string customer, int quantity = 1, TimeSpan at = default)
    {
        var asked = Asks(AskKind.Hold, key, customer, quantity);
        asked.Outcome = Outcome.Granted;
        asked.Until = Noon + at + TwoEach.HoldFor;
        Happened(StockEntryKind.Held, key, customer, quantity, at, asked.Until);
        return asked;
    }

    public Asked Refused(string key, string customer, Reason reason, int quantity = 1, TimeSpan at = default)
    {
        var asked = Asks(AskKind.Hold, key, customer, quantity);
        (asked.Outcome, asked.Reason) = (Outcome.Refused, reason);
        Happened(StockEntryKind.Refused, key, customer, quantity, at, reason: reason);
        return asked;
    }

    public Asked Ended(StockEntryKind kind, string key, TimeSpan at = default)
    {
        var asked = Asks(kind == StockEntryKind.Committed ? AskKind.Commit : AskKind.Release, key);
        (asked.Outcome, asked.Units) = (Outcome.Granted, 1);
        Happened(kind, key, at: at);
        return asked;
    }

    public void Loses(int entries) => _entries.RemoveRange(_entries.Count - entries, entries);

    public void Swaps(int first, int second)
    {
        var (one, other) = (_entries[first - 1], _entries[second - 1]);
        _entries[first - 1] = other with { Sequence = first };
        _entries[second - 1] = one with { Sequence = second };
    }

    public void Removes(int sequence) => _entries.RemoveAt(sequence - 1);
}
