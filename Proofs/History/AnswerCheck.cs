using System.Runtime.InteropServices;
using Commerce.Stock;

namespace Commerce.Proofs.History;

/// <summary>Every answer that a client was given rests on entries that are there.</summary>
internal sealed class AnswerCheck
{
    private readonly Dictionary<string, List<StockEntry>> _byKey = [];
    private readonly IReadOnlyList<Prefix> _prefixes;
    private readonly List<Violation> _found;
    private readonly Requests _requests;

    public AnswerCheck(Requests requests, IReadOnlyList<StockEntry> entries, IReadOnlyList<Prefix> prefixes, List<Violation> found)
    {
        (_requests, _prefixes, _found) = (requests, prefixes, found);
        foreach (var entry in entries)
        {
            ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(_byKey, entry.HoldId, out _);
            (same ??= []).Add(entry);
        }
    }

    public void Check()
    {
        foreach (var (command, all) in _requests.Commands)
        {
            var answers = all.Where(a => a.Outcome != Outcome.Unknown).ToList();
            foreach (var asked in answers)
            {
                CheckBasis(asked);
                if (asked.View is { } view) CheckView(asked, view);
            }

            if (command.Kind == AskKind.Hold) CheckOneOutcome(command.Key, answers);
        }
    }

    private void CheckBasis(Asked asked)
    {
        switch (asked.Kind, asked.Outcome)
        {
            case (AskKind.Hold, Outcome.Granted):
                Need(asked, e => e.Kind is StockEntryKind.Held or StockEntryKind.Extended && e.Until == asked.Until, $"held until {asked.Until:O}");
                break;
            case (AskKind.Hold, Outcome.Refused):
                CheckRefusal(asked);
                break;
            case (AskKind.Extend, Outcome.Granted):
                Need(asked, e => e.Kind is StockEntryKind.Committed || e.Until == asked.Until, $"extended until {asked.Until:O}");
                break;
            case (AskKind.Commit, Outcome.Granted):
                Need(asked, e => e.Kind == StockEntryKind.Committed, "committed");
                break;
            case (AskKind.Release, Outcome.Granted) when asked.Units > 0:
                Need(asked, e => e.Kind is StockEntryKind.Released or StockEntryKind.Returned, "released");
                break;
            case (AskKind.Adjust, Outcome.Granted):
                Need(asked, e => e.Kind == StockEntryKind.Adjusted && e.Quantity == asked.Quantity, "adjusted");
                break;
            default:
                if (asked.Reason == Reason.HoldEnded) Need(asked, e => IsEnd(e.Kind), "ended");
                if (asked.Reason == Reason.NothingHeld) CheckNothing(asked);
                break;
        }
    }

    /// <summary>"You hold nothing" to somebody who had been told that they do, and whose hold has not ended.</summary>
    private void CheckNothing(Asked asked)
    {
        var told = _requests.Of(AskKind.Hold, asked.Key).Any(a => a.Outcome == Outcome.Granted && a.Answered < asked.Invoked);
        if (!told || !_byKey.TryGetValue(asked.Key, out var entries) || entries.Any(e => IsEnd(e.Kind))) return;
        _found.Add(new(Promise.Lost, $"{asked.Kind} {asked.Key} was answered: nothing held", Of(asked.Key)));
    }

    private void CheckRefusal(Asked asked)
    {
        switch (asked.Reason)
        {
            case Reason.KeyReused:
                Need(asked, e => e.CustomerId != asked.CustomerId || e.Quantity != asked.Quantity, "used for something else");
                break;
            case Reason.HoldEnded:
                Need(asked, e => IsEnd(e.Kind), "ended");
                break;
            default:
                if (asked.AsOf is { } after) CheckGate(asked, after);
                else Need(asked, e => e.Kind == StockEntryKind.Refused && e.Reason == asked.Reason, $"refused ({asked.Reason})");
                break;
        }
    }

    /// <summary>A gate in front of the stock says after which entry its answer was true; and so it must have been.</summary>
    private void CheckGate(Asked asked, long after)
    {
        if (after < 0 || after >= _prefixes.Count)
        {
            _found.Add(new(Promise.Lost, $"{asked.Key} was answered from entry {after}, which is not there", after));
        }
        else if (asked.Reason == Reason.SoldOut && _prefixes[(int)after].Free >= asked.Quantity)
        {
            _found.Add(new(Promise.Undersold, $"{asked.Key} was told sold out, {_prefixes[(int)after].Free} were free", after));
        }
    }

    private void CheckView(Asked asked, StockView view)
    {
        if (view.Sequence >= _prefixes.Count)
        {
            _found.Add(new(Promise.Lost, $"{asked.Kind} {asked.Key} showed entry {view.Sequence}, which is not there", view.Sequence));
            return;
        }

        var prefix = _prefixes[(int)view.Sequence];
        var right = (view.Supply, view.Free, view.Held, view.Sold, view.Version)
            == (prefix.Supply, prefix.Free, prefix.Held, prefix.Sold, prefix.Version);
        if (!right || view.Supply != view.Free + view.Held + view.Sold)
        {
            _found.Add(new(Promise.WrongSum,
                $"shown {view.Supply} = {view.Free} free + {view.Held} held + {view.Sold} sold, entries say {prefix.Free}/{prefix.Held}/{prefix.Sold}",
                view.Sequence));
        }
    }

    /// <summary>Granted stays granted (or says that it ended), refused stays refused for the same reason.</summary>
    private void CheckOneOutcome(string key, List<Asked> answers)
    {
        var first = answers.Where(a => a.Reason is not (Reason.KeyReused or Reason.HoldEnded)).DistinctBy(a => (a.Outcome, a.Reason)).ToList();
        if (first.Count < 2 || first.All(a => a.Outcome == Outcome.Refused && a.AsOf is not null)) return;
        if (RefusedLongAgo(key)) return;
        _found.Add(new(Promise.TwoOutcomes, $"{key} was answered {string.Join(" and ", first.Select(a => $"{a.Outcome} {a.Reason}"))}", Of(key)));
    }

    /// <summary>A refused key may be tried anew when its refusal is no longer remembered; the entries show whether it was.</summary>
    private bool RefusedLongAgo(string key) => _byKey.TryGetValue(key, out var entries) && entries.Count(IsOutcome) > 1;

    private void Need(Asked asked, Func<StockEntry, bool> fits, string what)
    {
        if (_byKey.TryGetValue(asked.Key, out var entries) && entries.Any(fits)) return;
        _found.Add(new(Promise.Lost, $"{asked.Kind} {asked.Key} was answered: {what}", Of(asked.Key)));
    }

    private long[] Of(string key) => _byKey.TryGetValue(key, out var entries) ? [.. entries.Select(e => e.Sequence)] : [];

    private static bool IsOutcome(StockEntry entry) => entry.Kind is StockEntryKind.Held or StockEntryKind.Refused;

    private static bool IsEnd(StockEntryKind kind) => kind is StockEntryKind.Expired or StockEntryKind.Released or StockEntryKind.Returned;
}
