using System.Text.Json;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>The first answer to a key, kept for 24 hours with what was asked.</summary>
internal sealed record KeptAnswer(string Fingerprint, int Status, byte[] Body, DateTimeOffset At);

internal enum KeyState { Fresh = 0, Kept = 1, InUse = 2, Mismatch = 3 }

/// <summary>
/// Idempotency keys ("Idempotent requests"): the first result is kept once execution began and given again; another request under the
/// same key is an error; one that comes meanwhile is a conflict. Bounded by the calls of 24 hours.
/// </summary>
internal sealed class IdempotencyShelf(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, KeptAnswer> _kept = [];
    private readonly Dictionary<string, string> _running = [];
    private readonly Queue<(string Key, DateTimeOffset At)> _byAge = new();

    public (KeyState State, KeptAnswer? Kept) Begin(string key, string fingerprint)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(key, out var running)) return (running == fingerprint ? KeyState.InUse : KeyState.Mismatch, null);
            if (_kept.TryGetValue(key, out var kept) && clock.GetUtcNow() - kept.At < Life)
                return kept.Fingerprint == fingerprint ? (KeyState.Kept, kept) : (KeyState.Mismatch, null);

            _running[key] = fingerprint;
            return (KeyState.Fresh, null);
        }
    }

    /// <summary>Keeps the answer; the change belongs into the same line of the log as what was done.</summary>
    public IEnumerable<Change> Keep(string key, KeptAnswer answer)
    {
        List<Change> changes = [new("idem", key, answer)];
        lock (_gate)
        {
            _kept[key] = answer;
            _byAge.Enqueue((key, answer.At));
            while (_byAge.TryPeek(out var oldest) && clock.GetUtcNow() - oldest.At >= Life)
            {
                _byAge.Dequeue();
                if (_kept.TryGetValue(oldest.Key, out var old) && old.At == oldest.At && _kept.Remove(oldest.Key)) changes.Add(new("idem", oldest.Key, null));
            }
        }

        return changes;
    }

    /// <summary>The call is over; without <see cref="Keep"/> the key is as if it had never been used.</summary>
    public void End(string key)
    {
        lock (_gate) _running.Remove(key);
    }

    public void Replay(string key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            _kept.Remove(key);
            return;
        }

        var answer = value.Deserialize<KeptAnswer>(StripeJson.Options)!;
        _kept[key] = answer;
        _byAge.Enqueue((key, answer.At));
    }

    public IEnumerable<Change> Living() => _kept.Select(k => new Change("idem", k.Key, k.Value));
}
