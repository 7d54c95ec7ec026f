using Commerce.Stock;

namespace Commerce.Proofs.History;

/// <summary>The figures after one entry.</summary>
/// <param name="Version">How often staff changed something.</param>
internal readonly record struct Prefix(int Supply, int Held, int Sold, long Version)
{
    public int Free => Supply - Held - Sold;
}

/// <summary>
/// A second opinion: the books of one SKU kept from its entries alone, by other code than the product's, naming what cannot be.
/// </summary>
internal sealed class ShadowStock(Requests requests, List<Violation> found)
{
    private readonly Dictionary<string, ShadowHold> _holds = [];
    private readonly Dictionary<string, (long Sequence, DateTimeOffset At)> _refused = [];
    private readonly HashSet<string> _adjusted = [];
    private readonly HashSet<string> _noted = [];
    private readonly Dictionary<string, List<ShadowHold>> _byCustomer = [];
    private readonly PriorityQueue<ShadowHold, long> _ends = new();
    private SaleTerms _terms = SaleTerms.Always;
    private StockEntry _before;
    private DateTimeOffset _latest = DateTimeOffset.MinValue;   // clocks may go back; forgetting goes by the latest they showed
    private int _supply, _held, _sold;
    private long _version;
    private bool _paused;

    /// <summary>After 0, 1, 2 … entries.</summary>
    public List<Prefix> Prefixes { get; } = [default];

    public void Read(in StockEntry entry)
    {
        if (entry.Sequence != _before.Sequence + 1) Say(Promise.Gap, $"entry {entry.Sequence} follows {_before.Sequence}", entry);
        CheckReplacement(entry);
        if (entry.Kind != StockEntryKind.Expired) CheckEnds(entry);
        if (entry.At > _latest) _latest = entry.At;
        Happen(entry);
        Prefixes.Add(new(_supply, _held, _sold, _version));
        if (Prefixes[^1].Free < 0) Say(Promise.Oversold, $"{_held} held and {_sold} sold of {_supply}", entry);
        _before = entry;
    }

    /// <summary>What a hold replaces does not stay released without it, wherever the entries end.</summary>
    public void End() => CheckReplacement(default);

    private void Happen(in StockEntry entry)
    {
        switch (entry.Kind)
        {
            case StockEntryKind.Adjusted: Adjusted(entry); break;
            case StockEntryKind.Held: Held(entry); break;
            case StockEntryKind.Refused: Refused(entry); break;
            case StockEntryKind.RefusedAtEdge: Noted(entry); break;
            case StockEntryKind.TermsSet or StockEntryKind.Paused or StockEntryKind.Resumed: Set(entry); break;
            default: OfHold(entry); break;
        }
    }

    private void Adjusted(in StockEntry entry)
    {
        if (!_adjusted.Add(entry.HoldId)) Say(Promise.TwoOutcomes, $"adjustment {entry.HoldId} was made twice", entry);
        if (requests.Of(AskKind.Adjust, entry.HoldId) is [{ ExpectedVersion: { } seen }, ..] && seen != _version)
        {
            Say(Promise.LostUpdate, $"{entry.HoldId} was made on settings {seen}, they were {_version}", entry);
        }

        _supply += entry.Quantity;
        _version++;
    }

    private void Set(in StockEntry entry)
    {
        _version++;
        if (entry.Kind == StockEntryKind.TermsSet) _terms = StockDetails.Terms(entry.Detail!);
        else if (_paused == (entry.Kind == StockEntryKind.Paused)) Say(Promise.EndedTwice, $"{entry.Kind} when it was", entry);
        else _paused = !_paused;
    }

    private void Noted(in StockEntry entry)
    {
        if (!_noted.Add(entry.HoldId)) Say(Promise.TwoOutcomes, $"the edge's count {entry.HoldId} was taken twice", entry);
    }

    private void Held(in StockEntry entry)
    {
        if (_holds.TryGetValue(entry.HoldId, out var earlier) && !Forgotten(earlier.EndedAt, Remembered.Holds))
        {
            found.Add(new(Promise.TwoOutcomes, $"{entry.HoldId} was held twice", earlier.Sequence, entry.Sequence));
        }

        if (Remembers(entry.HoldId, out var refused))
        {
            found.Add(new(Promise.TwoOutcomes, $"{entry.HoldId} was refused and then held", refused, entry.Sequence));
        }

        var replaced = Replaced(entry);
        CheckTerms(entry, replaced?.Quantity ?? 0);
        var hold = new ShadowHold(entry.Sequence, entry.CustomerId, entry.Quantity, _terms.Sale, entry.At) { Until = entry.Until!.Value };
        _holds[entry.HoldId] = hold;
        _ends.Enqueue(hold, hold.Until.UtcTicks);
        _held += entry.Quantity;
        CheckPerson(hold, entry);
    }

    private void CheckPerson(ShadowHold hold, in StockEntry entry)
    {
        if (!_byCustomer.TryGetValue(hold.CustomerId, out var all)) _byCustomer.Add(hold.CustomerId, all = []);
        all.RemoveAll(old => old.EndedAt is not null);
        all.Add(hold);
        if (_terms.PerPerson is not { } cap) return;
        var taken = 0L;
        foreach (var one in all)
        {
            if (Counts(one, entry.At)) taken += one.Quantity;
        }

        if (taken > cap) Say(Promise.OverPersonCap, $"{entry.CustomerId} has {taken} of {cap}", entry);
    }

    private bool Counts(ShadowHold hold, DateTimeOffset now) => _terms.Period switch
    {
        CapPeriod.Sale => hold.Sale == _terms.Sale,
        CapPeriod.Days => hold.At > now.AddDays(-_terms.PeriodDays),
        _ => true,
    };

    private void CheckTerms(in StockEntry entry, int replaced)
    {
        if (entry.Quantity < 1) Say(Promise.Unasked, $"{entry.Quantity} units held", entry);
        if (entry.Quantity > _terms.PerOrder) Say(Promise.OverOrderCap, $"{entry.Quantity} in one order of {_terms.PerOrder}", entry);
        if (entry.Quantity <= replaced) return;   // an order made of units that were granted on sale
        if (_paused) Say(Promise.OutsideWindow, "granted while paused", entry);
        if (entry.At < Opens(entry.HoldId)) Say(Promise.OutsideWindow, $"granted at {entry.At:O}, before {Opens(entry.HoldId):O}", entry);
        if (entry.At >= _terms.Closes) Say(Promise.OutsideWindow, $"granted at {entry.At:O}, closed at {_terms.Closes:O}", entry);
    }

    private DateTimeOffset? Opens(string key) =>
        _terms.Early is { } early && requests.Of(AskKind.Hold, key).Any(asked => asked.Segments.Contains(early.Segment))
            ? _terms.Opens?.AddMinutes(-early.Minutes)
            : _terms.Opens;

    private void Refused(in StockEntry entry)
    {
        if (_holds.TryGetValue(entry.HoldId, out var hold) && !Forgotten(hold.EndedAt, Remembered.Holds))
        {
            found.Add(new(Promise.TwoOutcomes, $"{entry.HoldId} was held and then refused", hold.Sequence, entry.Sequence));
        }

        _refused[entry.HoldId] = (entry.Sequence, entry.At);
        var free = Prefixes[^1].Free + (requests.Replaces(entry.HoldId) is { } id && Open(id, entry.CustomerId) is { } old ? old.Quantity : 0);
        if (entry.Reason == Reason.SoldOut && entry.Quantity <= free)
        {
            Say(Promise.Undersold, $"{entry.HoldId} asked for {entry.Quantity}, {free} were free", entry);
        }
    }

    private void OfHold(in StockEntry entry)
    {
        if (!_holds.TryGetValue(entry.HoldId, out var hold))
        {
            Say(Promise.Unasked, $"{entry.Kind} of {entry.HoldId}, which was never held", entry);
            return;
        }

        var right = entry.Kind == StockEntryKind.Returned ? HoldStanding.Committed : HoldStanding.Open;
        if (hold.Standing != right)
        {
            found.Add(new(Promise.EndedTwice, $"{entry.Kind} of {entry.HoldId}, which was {hold.Standing}", hold.Last, entry.Sequence));
            return;
        }

        hold.Last = entry.Sequence;
        if (entry.Kind == StockEntryKind.Extended) Extended(hold, entry);
        else End(hold, entry);
    }

    private void Extended(ShadowHold hold, in StockEntry entry)
    {
        if (hold.Extended) Say(Promise.EndedTwice, $"{entry.HoldId} was extended twice", entry);
        hold.Extended = true;
        hold.Until = entry.Until!.Value;
        _ends.Enqueue(hold, hold.Until.UtcTicks);
    }

    private void End(ShadowHold hold, in StockEntry entry)
    {
        if (entry.Kind == StockEntryKind.Expired && entry.At < hold.Until)
        {
            Say(Promise.WrongEnd, $"{entry.HoldId} ended at {entry.At:O}, before {hold.Until:O}", entry);
        }

        if (hold.Standing == HoldStanding.Open) _held -= hold.Quantity;
        else _sold -= hold.Quantity;
        if (entry.Kind == StockEntryKind.Committed)
        {
            hold.Standing = HoldStanding.Committed;
            _sold += hold.Quantity;
            return;
        }

        hold.Standing = HoldStanding.Released;
        hold.EndedAt = entry.At;
    }

    /// <summary>Whatever is decided, every hold that has run out by then is ended first.</summary>
    private void CheckEnds(in StockEntry entry)
    {
        while (_ends.TryPeek(out var hold, out var until) && until <= entry.At.UtcTicks)
        {
            _ends.Dequeue();
            if (hold.Standing != HoldStanding.Open || hold.Until.UtcTicks != until) continue;
            found.Add(new(Promise.WrongEnd, $"a hold until {hold.Until:O} is open at {entry.At:O}", hold.Sequence, entry.Sequence));
        }
    }

    /// <summary>What a hold replaces is released in the entry before it; a release that nobody else asked for has its hold after it.</summary>
    private void CheckReplacement(in StockEntry entry)
    {
        if (_before.Kind != StockEntryKind.Released || requests.Asks(AskKind.Release, _before.HoldId)) return;
        if (entry.Kind == StockEntryKind.Held && requests.Replaces(entry.HoldId) == _before.HoldId) return;
        Say(Promise.Torn, $"{_before.HoldId} was released to be replaced, and was not", _before);
    }

    private ShadowHold? Replaced(in StockEntry entry) =>
        _before.Kind == StockEntryKind.Released && requests.Replaces(entry.HoldId) == _before.HoldId
        && _holds[_before.HoldId] is { } old && old.CustomerId == entry.CustomerId ? old : null;

    private ShadowHold? Open(string id, string customer) =>
        _holds.TryGetValue(id, out var hold) && hold.Standing == HoldStanding.Open && hold.CustomerId == customer ? hold : null;

    private bool Remembers(string key, out long sequence)
    {
        sequence = _refused.TryGetValue(key, out var refused) ? refused.Sequence : 0;
        return sequence > 0 && !Forgotten(refused.At, Remembered.Refusals);
    }

    private bool Forgotten(DateTimeOffset? at, TimeSpan after) => at is { } ended && ended < _latest - after;

    private void Say(Promise promise, string what, in StockEntry entry) => found.Add(new(promise, what, entry.Sequence));
}
