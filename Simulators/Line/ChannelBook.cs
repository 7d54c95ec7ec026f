using System.Text.Json;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Line;

/// <summary>A send that passed validation.</summary>
internal sealed record Send(string RequestId, string? RetryKey, string BodyHash, IReadOnlyList<string> To, JsonElement[] Messages, bool Silent);

internal enum SendOutcome { Accepted, AlreadyAccepted, OverQuota }

/// <summary>What became of a send; an earlier acceptance brings its own record.</summary>
internal sealed record Acceptance(SendOutcome Outcome, AcceptedKey Record);

/// <summary>
/// What the platform knows of one account: talks, accepted retry keys, use of the month. All of it changes under one lock
/// that is never held during I/O; <see cref="AppendLog.Append"/> only puts bytes in line.
/// Bounded by the people, 200 entries each, and the keys of 24 hours.
/// </summary>
internal sealed class ChannelBook(LineChannel channel, AppendLog log, TimeProvider clock)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Talk> _talks = [];
    private readonly Dictionary<string, AcceptedKey> _keys = [];
    private readonly Queue<(string Key, DateTimeOffset At)> _keysByAge = new();
    private string _month = "";
    private int _used;

    public LineChannel Channel => channel;
    public LineCounters Counters { get; } = new();

    public Acceptance Accept(Send send)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            List<Change> changes = [];
            ForgetOldKeys(now, changes);
            if (send.RetryKey is { } key && _keys.TryGetValue(key, out var earlier))
            {
                Counters.Refused(earlier.BodyHash == send.BodyHash);
                return new(SendOutcome.AlreadyAccepted, earlier);
            }

            var reached = send.To.Where(user => FriendshipOf(user) == Friendship.Friend).ToHashSet();
            var month = Month(now);
            var used = month == _month ? _used : 0;
            if (used + reached.Count > channel.MonthlyLimit) return new(SendOutcome.OverQuota, new("", now, [], ""));

            var record = Deliver(send, reached, now, changes);
            if (send.RetryKey is { } fresh)
            {
                _keys[fresh] = record;
                _keysByAge.Enqueue((fresh, now));
                changes.Add(new("key", Key(fresh), record));
            }

            (_month, _used) = (month, used + reached.Count);
            changes.Add(new("usage", Key(month), _used));
            log.Append([.. changes]);
            return new(SendOutcome.Accepted, record);
        }
    }

    /// <summary>A reply costs no quota and knows no retry key.</summary>
    public AcceptedKey Reply(Send send)
    {
        lock (_gate)
        {
            List<Change> changes = [];
            var record = Deliver(send, send.To.Where(u => FriendshipOf(u) == Friendship.Friend).ToHashSet(), clock.GetUtcNow(), changes);
            log.Append([.. changes]);
            return record;
        }
    }

    public TalkEntry AddFromUser(string user, JsonElement message)
    {
        var now = clock.GetUtcNow();
        var entry = new TalkEntry(Ids.Number(now), channel.ChannelId, user, FromBot: false, now, message);
        lock (_gate)
        {
            List<Change> changes = [];
            Add(entry, changes);
            log.Append([.. changes]);
        }

        return entry;
    }

    public Friendship FriendshipWith(string user)
    {
        lock (_gate) return FriendshipOf(user);
    }

    /// <summary>Returns what it was before.</summary>
    public Friendship SetFriendship(string user, Friendship friendship)
    {
        lock (_gate)
        {
            var talk = TalkOf(user);
            var before = talk.Head.Friendship;
            talk.Head = talk.Head with { Friendship = friendship };
            log.Append(new Change("talk", Key(user), talk.Head));
            return before;
        }
    }

    public int UsedThisMonth()
    {
        lock (_gate) return Month(clock.GetUtcNow()) == _month ? _used : 0;
    }

    public T Read<T>(string user, Func<Talk, T> look)
    {
        lock (_gate) return look(TalkOf(user));
    }

    public Dictionary<string, TalkHead> Heads()
    {
        lock (_gate) return _talks.ToDictionary(t => t.Key, t => t.Value.Head);
    }

    public void Replay(string kind, string id, JsonElement value)
    {
        switch (kind)
        {
            case "talk": TalkOf(id).Head = value.Deserialize<TalkHead>(LineJson.Options)!; break;
            case "msg" when value.ValueKind == JsonValueKind.Object:
                var entry = value.Deserialize<TalkEntry>(LineJson.Options)!;
                TalkOf(entry.User).Add(entry);
                break;
            case "usage": (_month, _used) = (id, value.GetInt32()); break;
            case "key" when value.ValueKind == JsonValueKind.Null: _keys.Remove(id); break;
            case "key":
                _keys[id] = value.Deserialize<AcceptedKey>(LineJson.Options)!;
                _keysByAge.Enqueue((id, _keys[id].At));
                break;
        }
    }

    public IEnumerable<Change> Living()
    {
        if (_month.Length > 0) yield return new("usage", Key(_month), _used);
        foreach (var (key, record) in _keys) yield return new("key", Key(key), record);
        foreach (var (user, talk) in _talks)
        {
            yield return new("talk", Key(user), talk.Head);
            foreach (var entry in talk.Entries) yield return new("msg", Key(entry.Id), entry);
        }
    }

    // People who blocked the account still make a 200: it is accepted, only nothing arrives.
    private AcceptedKey Deliver(Send send, HashSet<string> reached, DateTimeOffset now, List<Change> changes)
    {
        var sent = send.Messages.Select(_ => new SentMessage(Ids.Number(now), null)).ToArray();
        foreach (var user in send.To)
        {
            var talk = TalkOf(user);
            var arrives = reached.Contains(user);
            if (arrives)
                for (var i = 0; i < sent.Length; i++)
                    Add(new(send.To.Count == 1 ? sent[i].Id : Ids.Number(now), channel.ChannelId, user, true, now, send.Messages[i], send.Silent), changes);
            talk.Head = talk.Head with { Accepted = talk.Head.Accepted + 1, Delivered = talk.Head.Delivered + (arrives ? 1 : 0) };
            changes.Add(new("talk", Key(user), talk.Head));
        }

        return new(send.RequestId, now, sent, send.BodyHash);
    }

    private void Add(TalkEntry entry, List<Change> changes)
    {
        changes.Add(new("msg", Key(entry.Id), entry));
        if (TalkOf(entry.User).Add(entry) is { } gone) changes.Add(new("msg", Key(gone.Id), null));
    }

    private void ForgetOldKeys(DateTimeOffset now, List<Change> changes)
    {
        while (_keysByAge.TryPeek(out var oldest) && now - oldest.At >= KeyLife)
        {
            _keysByAge.Dequeue();
            if (_keys.Remove(oldest.Key)) changes.Add(new("key", Key(oldest.Key), null));
        }
    }

    private Talk TalkOf(string user)
    {
        if (_talks.TryGetValue(user, out var talk)) return talk;
        return _talks[user] = new Talk();
    }

    private Friendship FriendshipOf(string user) => _talks.TryGetValue(user, out var talk) ? talk.Head.Friendship : Friendship.Stranger;

    private string Key(string id) => $"{channel.ChannelId}/{id}";

    // Months of the quota are months in Japan.
    private static string Month(DateTimeOffset now) => now.ToOffset(TimeSpan.FromHours(9)).ToString("yyyyMM", System.Globalization.CultureInfo.InvariantCulture);
}
