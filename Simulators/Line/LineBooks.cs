using System.Collections.Concurrent;
using System.Text.Json;
using Commerce.Simulators.Wire;
using Microsoft.Extensions.Options;

namespace Commerce.Simulators.Line;

/// <summary>All the platform remembers: people, channels, keys, webhooks on their way. Bounded by 200,000 people.</summary>
internal sealed class LineBooks : IDisposable
{
    private const int MostUsers = 200_000;
    private readonly ConcurrentDictionary<string, LineUser> _users = new();
    private readonly ConcurrentDictionary<string, PendingHook> _pending = new();
    private readonly ConcurrentDictionary<string, string> _channelsByToken = new();
    private readonly Dictionary<string, ChannelBook> _channels = [];
    private SigningKeys? _keys;
    private int _userCount;

    public LineBooks(IOptions<LineSimulatorOptions> options, TimeProvider clock)
    {
        Options = options.Value;
        Clock = clock;
        Log = new(Options.Folder, "line", LineJson.Options);
        foreach (var channel in Options.Channels)
        {
            _channels[channel.ChannelId] = new(channel, Log, clock);
            _channelsByToken[channel.ChannelAccessToken] = channel.ChannelId;
        }

        Log.Recover(Replay, Living);
        _userCount = _users.Count;
        if (_keys is null)
        {
            _keys = SigningKeys.Create();
            Log.Append(new Change("keys", "platform", _keys));
        }

        Tokens = new(_keys, clock);
        foreach (var name in Options.Friends) AddFriend(name);
    }

    public LineSimulatorOptions Options { get; }
    public TimeProvider Clock { get; }
    public AppendLog Log { get; }
    public IdTokens Tokens { get; }
    public IReadOnlyCollection<ChannelBook> Channels => _channels.Values;
    public ICollection<LineUser> Users => _users.Values;
    public IEnumerable<KeyValuePair<string, PendingHook>> PendingHooks => _pending;

    public ChannelBook Channel(string? channelId) => channelId is null ? _channels[Options.Channels[0].ChannelId] : _channels[channelId];
    public bool HasChannel(string channelId) => _channels.ContainsKey(channelId);
    public ChannelBook? ChannelOfToken(string token) => _channelsByToken.TryGetValue(token, out var id) ? _channels.GetValueOrDefault(id) : null;
    public ChannelBook? ChannelOfLogin(string loginChannelId) => _channels.Values.FirstOrDefault(c => c.Channel.LoginChannelId == loginChannelId);
    public ChannelBook? ChannelOfLiff(string liffId) => _channels.Values.FirstOrDefault(c => c.Channel.LiffId == liffId);
    public LineUser? User(string id) => _users.GetValueOrDefault(id);

    /// <summary>The person of that name, made if need be; null when the platform is full.</summary>
    public LineUser? AddUser(string name)
    {
        var user = LineUser.Named(name);
        if (_users.TryGetValue(user.UserId, out var known)) return known;
        if (Interlocked.Increment(ref _userCount) > MostUsers) return null;
        if (_users.TryAdd(user.UserId, user)) Log.Append(new Change("user", user.UserId, user));
        return user;
    }

    /// <summary>A short-lived channel access token, beside the long-lived one of the options.</summary>
    public void AddToken(string token, ChannelBook channel)
    {
        _channelsByToken[token] = channel.Channel.ChannelId;
        Log.Append(new Change("token", token, channel.Channel.ChannelId));
    }

    public void AddPending(string id, PendingHook hook)
    {
        _pending[id] = hook;
        Log.Append(new Change("hook", id, hook));
    }

    public void RemovePending(string id)
    {
        if (_pending.TryRemove(id, out _)) Log.Append(new Change("hook", id, null));
    }

    public void Dispose()
    {
        Tokens.Dispose();
        Log.Dispose();
    }

    private void AddFriend(string name)
    {
        if (AddUser(name) is not { } user) return;
        foreach (var channel in _channels.Values)
            if (channel.FriendshipWith(user.UserId) == Friendship.Stranger) channel.SetFriendship(user.UserId, Friendship.Friend);
    }

    private void Replay(string kind, string id, JsonElement value)
    {
        var gone = value.ValueKind == JsonValueKind.Null;
        switch (kind)
        {
            case "keys": _keys = value.Deserialize<SigningKeys>(LineJson.Options); break;
            case "user": _users[id] = value.Deserialize<LineUser>(LineJson.Options)!; break;
            case "token": _channelsByToken[id] = value.GetString()!; break;
            case "hook" when gone: _pending.TryRemove(id, out _); break;
            case "hook": _pending[id] = value.Deserialize<PendingHook>(LineJson.Options)!; break;
            default:
                // "channel/rest": a channel that the options no longer name is left behind.
                var cut = id.IndexOf('/', StringComparison.Ordinal);
                if (_channels.TryGetValue(id[..cut], out var channel)) channel.Replay(kind, id[(cut + 1)..], value);
                break;
        }
    }

    private IEnumerable<Change> Living()
    {
        if (_keys is not null) yield return new("keys", "platform", _keys);
        foreach (var (id, user) in _users) yield return new("user", id, user);
        foreach (var (token, channel) in _channelsByToken) yield return new("token", token, channel);
        foreach (var (id, hook) in _pending) yield return new("hook", id, hook);
        foreach (var change in _channels.Values.SelectMany(c => c.Living())) yield return change;
    }
}
