using Commerce.Stock;

namespace Commerce.Silo.Audit;

/// <summary>What must hold for each hold: granted within window and caps, and ended once.</summary>
internal sealed partial class SkuLedger
{
    private void TakeHeld(in StockEntry entry, (DateTimeOffset At, LedgerHold Hold)? released)
    {
        if (_holds.ContainsKey(entry.HoldId)) Wrong($"hold {entry.HoldId} was granted twice");
        if (entry.Until is null) Wrong($"hold {entry.HoldId} has no end");
        var hold = new LedgerHold
        {
            Id = entry.HoldId,
            CustomerId = entry.CustomerId,
            Quantity = entry.Quantity,
            Sale = Terms.Sale,
            At = entry.At,
            Until = entry.Until ?? entry.At,
        };
        // Whoever gave back as many in the same step was granted them before: that is no new grant.
        var replaces = released is { } before && before.At == entry.At && before.Hold.CustomerId == entry.CustomerId
            && entry.Quantity <= before.Hold.Quantity;
        if (!replaces) CheckWindow(entry);
        if (Terms.PerOrder is { } most && entry.Quantity > most) Wrong($"hold {entry.HoldId} of {entry.Quantity} is over the cap of {most} per order");
        if (Terms.PerPerson is { } cap && entry.Quantity > cap - TakenBy(entry.CustomerId, entry.At))
        {
            Wrong($"hold {entry.HoldId} of {entry.Quantity} is over the cap of {cap} per person: {entry.CustomerId} has {TakenBy(entry.CustomerId, entry.At)}");
        }

        _holds[entry.HoldId] = hold;
        if (!_byCustomer.TryGetValue(hold.CustomerId, out var holds)) _byCustomer[hold.CustomerId] = holds = [];
        holds.Add(hold);
        Held += entry.Quantity;
    }

    /// <summary>The entry does not say who has early access: by its hour it must have been open for somebody.</summary>
    private void CheckWindow(in StockEntry entry)
    {
        var opens = Terms.Early is { } early ? Terms.OpensFor([early.Segment]) : Terms.Opens;
        if (Paused) Wrong($"hold {entry.HoldId} was granted during a pause");
        if (entry.At < opens) Wrong($"hold {entry.HoldId} was granted at {entry.At:O}, before the sale opened at {opens:O}");
        if (entry.At >= Terms.Closes) Wrong($"hold {entry.HoldId} was granted at {entry.At:O}, after the sale closed at {Terms.Closes:O}");
    }

    private void TakeExtended(in StockEntry entry)
    {
        if (Standing(entry, LedgerStanding.Open) is not { } hold) return;
        if (hold.Extended) Wrong($"hold {hold.Id} was extended twice");
        (hold.Extended, hold.Until) = (true, entry.Until ?? hold.Until);
    }

    private void TakeSold(in StockEntry entry)
    {
        if (Standing(entry, LedgerStanding.Open) is not { } hold) return;
        (hold.Standing, hold.EndedAt) = (LedgerStanding.Sold, entry.At);
        Held -= hold.Quantity;
        Sold += hold.Quantity;
    }

    private void TakeOver(in StockEntry entry, LedgerStanding from)
    {
        if (Standing(entry, from) is not { } hold) return;
        if (entry.Kind == StockEntryKind.Expired && entry.At < hold.Until) Wrong($"hold {hold.Id} expired at {entry.At:O}, before its end at {hold.Until:O}");
        if (from == LedgerStanding.Open) Held -= hold.Quantity;
        else Sold -= hold.Quantity;
        (hold.Standing, hold.EndedAt) = (LedgerStanding.Over, entry.At);
        _over.Enqueue(hold);
        if (entry.Kind == StockEntryKind.Released) _released = (entry.At, hold);
    }

    private void TakeRefused(in StockEntry entry)
    {
        Refused[entry.Reason] = Refused.GetValueOrDefault(entry.Reason) + 1;
        if (entry.Reason == Reason.SoldOut && entry.Quantity <= Free) Wrong($"{entry.HoldId} heard 'sold out' for {entry.Quantity} while {Free} were free");
        if (entry.Reason == Reason.OverPersonCap && Terms.PerPerson is { } cap && entry.Quantity <= cap - TakenBy(entry.CustomerId, entry.At))
        {
            Wrong($"{entry.HoldId} was refused by the cap of {cap} per person, and {entry.CustomerId} has {TakenBy(entry.CustomerId, entry.At)}");
        }
    }

    private LedgerHold? Standing(in StockEntry entry, LedgerStanding wanted)
    {
        if (!_holds.TryGetValue(entry.HoldId, out var hold)) Wrong($"{entry.Kind} of hold {entry.HoldId}, which never was");
        else if (hold.Standing != wanted) Wrong($"{entry.Kind} of hold {entry.HoldId}, which is {hold.Standing} since {hold.EndedAt:O}");
        else return hold;
        return null;
    }
}
