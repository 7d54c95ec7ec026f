using Commerce.Stock;

namespace Commerce.Proofs.History;

/// <summary>
/// What clients saw of one SKU, against the entries that its journal holds: every promise of docs/stock.md that can be judged from
/// outside. Pure and offline; it knows the contract and not the product's rules.
/// </summary>
internal static class HistoryChecker
{
    /// <param name="entries">As recovered, from the first one on.</param>
    public static IReadOnlyList<Violation> Check(IReadOnlyList<Asked> asked, IReadOnlyList<StockEntry> entries)
    {
        var found = new List<Violation>();
        var requests = new Requests(asked);
        var shadow = new ShadowStock(requests, found);
        foreach (var entry in entries) shadow.Read(entry);
        shadow.End();

        CheckCauses(requests, entries, found);
        new AnswerCheck(requests, entries, shadow.Prefixes, found).Check();
        return found;
    }

    /// <summary>Everything that happened was asked for, and in an order that the clients' own order allows.</summary>
    private static void CheckCauses(Requests requests, IReadOnlyList<StockEntry> entries, List<Violation> found)
    {
        var (answered, later) = (long.MaxValue, 0L);   // the earliest answer to a later entry
        var again = JudgedAgain(entries);
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (entry.Kind == StockEntryKind.Expired || !IsClients(entry.Kind)) continue;
            var behind = requests.Behind(entry);
            if (behind.Count == 0)
            {
                found.Add(new(Promise.Unasked, $"{entry.Kind} of {entry.HoldId} ({entry.Quantity} for {entry.CustomerId})", entry.Sequence));
                continue;
            }

            if (behind.Min(a => a.Invoked) > answered)
            {
                found.Add(new(Promise.OutOfOrder, $"{entry.HoldId} was asked after the later one was answered", entry.Sequence, later));
            }

            if (again.Contains(entry.Sequence)) continue;   // which of the answers was to which outcome, nobody can tell
            if (behind.Min(a => IsAnswer(a, entry) ? a.Answered : null) is { } at && at < answered) (answered, later) = (at, entry.Sequence);
        }
    }

    /// <summary>Outcomes of a key that had an outcome before, which was no longer remembered.</summary>
    private static HashSet<long> JudgedAgain(IReadOnlyList<StockEntry> entries)
    {
        var (keys, again) = (new HashSet<string>(), new HashSet<long>());
        foreach (var entry in entries)
        {
            if (entry.Kind is StockEntryKind.Held or StockEntryKind.Refused && !keys.Add(entry.HoldId)) again.Add(entry.Sequence);
        }

        return again;
    }

    private static bool IsAnswer(Asked asked, in StockEntry entry) =>
        entry.Kind == StockEntryKind.Refused
            ? asked.Outcome == Outcome.Refused && asked.Reason == entry.Reason && asked.AsOf is null
            : asked.Outcome == Outcome.Granted && (asked.Kind == AskKind.Release ? asked.Units > 0 : entry.Kind != StockEntryKind.Released);

    /// <summary>Pauses and terms have no key of their own in the entries; their answers are checked by their views.</summary>
    private static bool IsClients(StockEntryKind kind) =>
        kind is not (StockEntryKind.TermsSet or StockEntryKind.Paused or StockEntryKind.Resumed or StockEntryKind.RefusedAtEdge);
}
