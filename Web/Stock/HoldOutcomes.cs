using System.Collections.Concurrent;

namespace Commerce.Web.Stock;

/// <summary>
/// What became of holds that were asked for here, so that a second tap with the same key, at the same moment or later, hears the same.
/// What the stock has answered it remembers itself; this is what it has not. Bounded: asks on their way, and the newest refusals.
/// </summary>
internal sealed class HoldOutcomes(GateOptions options)
{
    private readonly ConcurrentDictionary<string, int> _onTheirWay = new();
    private ConcurrentDictionary<string, GateRefusal> _newer = new(), _older = new();
    private int _count;

    public bool IsOnItsWay(string holdId) => _onTheirWay.ContainsKey(holdId);

    public void Asked(string holdId) => _onTheirWay.AddOrUpdate(holdId, 1, (_, taps) => taps + 1);

    public void Answered(string holdId)
    {
        while (_onTheirWay.TryGetValue(holdId, out var taps))
        {
            if (taps == 1 ? _onTheirWay.TryRemove(new(holdId, 1)) : _onTheirWay.TryUpdate(holdId, taps - 1, taps)) return;
        }
    }

    public GateRefusal? Earlier(string holdId) =>
        _newer.TryGetValue(holdId, out var refusal) || _older.TryGetValue(holdId, out refusal) ? refusal : null;

    public void Refused(string holdId, GateRefusal refusal)
    {
        if (!_newer.TryAdd(holdId, refusal) || Interlocked.Increment(ref _count) < options.Refused / 2) return;
        Interlocked.Exchange(ref _count, 0);
        (_older, _newer) = (_newer, new());
    }
}

/// <summary>A refusal that the stock was not asked for.</summary>
/// <param name="Quantity">How many were asked for: the same key with another number is another question.</param>
/// <param name="AsOf">When (UTC) the stock stood as the refusal says.</param>
internal sealed record GateRefusal(Refusal Refusal, int Quantity, DateTimeOffset AsOf);
