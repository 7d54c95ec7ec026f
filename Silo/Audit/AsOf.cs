using System.Globalization;
using Commerce.Silo.Stock;
using Commerce.Stock;

namespace Commerce.Silo.Audit;

/// <summary>What the shop knew of a SKU at an instant, counted from its entries up to then; and what one customer met around it.</summary>
internal sealed class AsOf(IJournalReader journal, string key, DateTimeOffset at, TimeZoneInfo zone)
{
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(5);

    private readonly List<string> _met = [];

    /// <exception cref="InvalidDataException">The journal is damaged before that instant.</exception>
    public void Print(TextWriter to, string? customer)
    {
        var ledger = new SkuLedger(key);
        var state = new SkuLedger(key);
        journal.AtOneInstant(() =>
        {
            var last = LastUpTo();
            Each(entry =>
            {
                if (customer is not null && IsOf(entry, customer, state) && (entry.At - at).Duration() <= Around) _met.Add(Line(entry, customer, state));
                state.Take(entry);
                if (entry.Sequence <= last) ledger.Take(entry);
                return entry.Sequence < last || (customer is not null && entry.At <= at + Around);
            });
        });
        PrintState(to, ledger);
        if (customer is not null) PrintCustomer(to, ledger, customer);
    }

    private void PrintState(TextWriter to, SkuLedger ledger)
    {
        to.WriteLine($"{key} as of {Local(at)}, after {ledger.Sequence} entries");
        to.WriteLine($"  supply {ledger.Supply} = free {ledger.Free} + held {ledger.Held} + sold {ledger.Sold}; {ledger.OpenHolds} open holds{(ledger.Paused ? "; PAUSED" : "")}");
        to.WriteLine($"  terms: {Terms(ledger.Terms)}");
        to.WriteLine(ledger.TermsSet is { } set ? $"    set {Local(set.At)} by {set.By.Who}: {set.By.Why}" : "    nobody has set any");
        foreach (var (reason, count) in ledger.Refused) to.WriteLine($"  refused {reason}: {count}");
    }

    private void PrintCustomer(TextWriter to, SkuLedger ledger, string customer)
    {
        var holds = ledger.HoldsOf(customer).ToLookup(hold => hold.Standing, hold => hold.Quantity);
        to.WriteLine($"  {customer}: held {holds[LedgerStanding.Open].Sum()}, bought {holds[LedgerStanding.Sold].Sum()}, "
            + $"{ledger.TakenBy(customer, at)} of them count against the cap; within {Around.TotalMinutes:0} minutes:");
        foreach (var line in _met) to.WriteLine("    " + line);
        if (_met.Count == 0) to.WriteLine("    nothing");
    }

    /// <summary>An entry, and of a refusal what it rested on: the stock as it was before it.</summary>
    private string Line(in StockEntry entry, string customer, SkuLedger before)
    {
        var line = $"{Local(entry.At)} {entry.Kind} {entry.HoldId}{(entry.Quantity > 0 ? $" × {entry.Quantity}" : "")}";
        if (entry.Until is { } until) line += $" until {Local(until)}";
        if (entry.Kind != StockEntryKind.Refused) return line;
        return $"{line} for {entry.Reason}: free {before.Free}, taken {before.TakenBy(customer, entry.At)}, {Terms(before.Terms)}{(before.Paused ? ", paused" : "")}";
    }

    /// <summary>What ends a hold names the hold only.</summary>
    private static bool IsOf(in StockEntry entry, string customer, SkuLedger before) =>
        entry.CustomerId == customer || (entry.CustomerId.Length == 0 && before.Find(entry.HoldId)?.CustomerId == customer);

    private string Terms(SaleTerms terms) =>
        $"cap {terms.PerPerson?.ToString(CultureInfo.InvariantCulture) ?? "none"} per person ({terms.Period}), "
        + $"{terms.PerOrder?.ToString(CultureInfo.InvariantCulture) ?? "none"} per order, window [{Local(terms.Opens)}, {Local(terms.Closes)})"
        + $"{(terms.Early is { } early ? $", {early.Segment} {early.Minutes} minutes earlier" : "")}, version {terms.Version}";

    private string Local(DateTimeOffset? instant) => instant is { } known
        ? TimeZoneInfo.ConvertTime(known, zone).ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture)
        : "…";

    /// <summary>A clock that was set back makes no entry unknown: whatever comes before the last one of that instant was known.</summary>
    private long LastUpTo()
    {
        long last = 0;
        Each(entry =>
        {
            if (entry.At <= at) last = entry.Sequence;
            return true;
        });
        return last;
    }

    private void Each(Func<StockEntry, bool> look) => journal.Segments(key, 0, (in segment, bytes) =>
    {
        if (StockEntryCodec.Crc(bytes) != segment.Crc) throw LogTail.Damage(key, segment.First, "its bytes are not what was written");
        for (var i = 0; i < bytes.Length;)
        {
            if (!look(StockEntryCodec.Read(bytes, ref i))) return false;
        }

        return true;
    });
}
