using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Commerce.Stock;

public static partial class StockRules
{
    /// <summary>The only way stock changes. Never refuses: what happened, happened. Replaying the same entries makes the same state.</summary>
    /// <exception cref="InvalidDataException">The entry does not follow the one before: entries are missing or doubled.</exception>
    public static void Apply(StockState stock, in StockEntry entry)
    {
        if (entry.Sequence != stock.Sequence + 1)
        {
            throw new InvalidDataException($"Stock entry {entry.Sequence} does not follow {stock.Sequence}");
        }

        stock.Sequence = entry.Sequence;
        Forget(stock, entry.At);
        switch (entry.Kind)
        {
            case StockEntryKind.Adjusted: Adjusted(stock, entry); break;
            case StockEntryKind.Held: Held(stock, entry); break;
            case StockEntryKind.Extended: Extended(stock, entry); break;
            case StockEntryKind.Committed: End(stock, entry, HoldStanding.Committed); break;
            case StockEntryKind.Released: End(stock, entry, HoldStanding.Released); break;
            case StockEntryKind.Expired: End(stock, entry, HoldStanding.Expired); break;
            case StockEntryKind.Returned: End(stock, entry, HoldStanding.Returned); break;
            case StockEntryKind.Refused: Refused(stock, entry); break;
            case StockEntryKind.RefusedAtEdge: RefusedAtEdge(stock, entry); break;
            case StockEntryKind.TermsSet or StockEntryKind.Paused or StockEntryKind.Resumed: Set(stock, entry); break;
            default: throw new UnreachableException($"StockRules.Apply does not know {entry.Kind}");
        }
    }

    private static void Adjusted(StockState stock, in StockEntry entry)
    {
        stock.Supply += entry.Quantity;
        stock.Version++;
        stock.Adjustments.Enqueue(entry.HoldId);
        if (stock.Adjustments.Count > RememberedAdjustments) stock.Adjustments.Dequeue();
    }

    private static void Set(StockState stock, in StockEntry entry)
    {
        stock.Version++;
        if (entry.Kind == StockEntryKind.TermsSet) stock.Terms = StockDetails.Terms(entry.Detail!);
        else stock.Paused = entry.Kind == StockEntryKind.Paused;
    }

    private static void Held(StockState stock, in StockEntry entry)
    {
        var until = entry.Until!.Value.UtcTicks;
        stock.Holds.Add(entry.HoldId, new(
            entry.CustomerId, entry.Quantity, stock.Terms.Sale, entry.At.UtcTicks, until, HoldStanding.Open, Extended: false));
        stock.Held += entry.Quantity;
    }

    private static void Refused(StockState stock, in StockEntry entry)
    {
        Count(stock, entry.Reason, 1);
        if (stock.RefusedHolds.TryAdd(entry.HoldId, new(entry.CustomerId, entry.Quantity, entry.Reason)))
        {
            stock.RefusedInTurn.Enqueue((entry.At.UtcTicks, entry.HoldId));
        }
    }

    private static void RefusedAtEdge(StockState stock, in StockEntry entry)
    {
        Count(stock, entry.Reason, entry.Quantity);
        var edge = StockEdges.Of(entry.HoldId);
        stock.Edges.RemoveAll(known => known.Source == edge.Source);
        stock.Edges.Add(edge);
        if (stock.Edges.Count > RememberedEdges) stock.Edges.RemoveAt(0);
    }

    private static void Count(StockState stock, Reason reason, int count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(stock.Refused, reason, out _) += count;

    private static void Extended(StockState stock, in StockEntry entry)
    {
        var until = entry.Until!.Value.UtcTicks;
        stock.Holds[entry.HoldId] = stock.Holds[entry.HoldId] with { Until = until, Extended = true };
    }

    private static void End(StockState stock, in StockEntry entry, HoldStanding standing)
    {
        var hold = stock.Holds[entry.HoldId];
        stock.Holds[entry.HoldId] = hold with { Standing = standing };
        if (hold.Standing == HoldStanding.Open) stock.Held -= hold.Quantity;
        if (hold.Standing == HoldStanding.Committed) stock.Sold -= hold.Quantity;
        if (standing == HoldStanding.Committed)
        {
            stock.Sold += hold.Quantity;
            return;
        }

        stock.Ended.Enqueue((entry.At.UtcTicks, entry.HoldId));
    }

    /// <summary>By the entry's own time, so that a replay forgets exactly what the first run forgot.</summary>
    private static void Forget(StockState stock, DateTimeOffset now)
    {
        var before = now.UtcTicks - RememberEnded.Ticks;
        while (stock.Ended.TryPeek(out var ended) && ended.At < before)
        {
            stock.Ended.Dequeue();
            stock.Holds.Remove(ended.HoldId);
        }

        before = now.UtcTicks - RememberRefused.Ticks;
        while (stock.RefusedInTurn.TryPeek(out var refused)
            && (refused.At < before || stock.RefusedInTurn.Count >= RememberedRefusals))
        {
            stock.RefusedInTurn.Dequeue();
            stock.RefusedHolds.Remove(refused.HoldId);
        }
    }
}
