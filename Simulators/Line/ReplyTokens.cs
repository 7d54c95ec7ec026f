using System.Collections.Concurrent;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Line;

/// <summary>
/// Reply tokens ("Send reply message"): good once, about a minute after the webhook that carried them, never past twenty minutes
/// after the event. They live in memory only, like the minute they are good for; the oldest go when there are 10,000.
/// </summary>
internal sealed class ReplyTokens(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);
    private readonly ConcurrentDictionary<string, Held> _held = new();
    private readonly ConcurrentQueue<string> _byAge = new();

    public string Issue(string channelId, string userId)
    {
        var token = Ids.Random("", 32).ToLowerInvariant();
        var now = clock.GetUtcNow();
        _held[token] = new(channelId, userId, now, now);
        _byAge.Enqueue(token);
        if (_byAge.Count > 10_000 && _byAge.TryDequeue(out var oldest)) _held.TryRemove(oldest, out _);
        return token;
    }

    /// <summary>The webhook goes out (again): the minute begins.</summary>
    public void Sent(string token)
    {
        if (_held.TryGetValue(token, out var held)) _held.TryUpdate(token, held with { SentAt = clock.GetUtcNow() }, held);
    }

    /// <summary>Whom the token answers, or null; a token is taken once.</summary>
    public string? Take(string token, string channelId)
    {
        if (!_held.TryGetValue(token, out var held) || held.ChannelId != channelId || !_held.TryRemove(token, out held)) return null;
        var now = clock.GetUtcNow();
        return now - held.SentAt <= Life && now - held.EventAt <= Longest ? held.UserId : null;
    }

    private sealed record Held(string ChannelId, string UserId, DateTimeOffset EventAt, DateTimeOffset SentAt);
}
