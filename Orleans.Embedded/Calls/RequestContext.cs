namespace Orleans.Runtime;

/// <summary>Values that travel with a call, and with the calls it causes, but not back.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#RE";

    private static readonly AsyncLocal<Dictionary<string, object>?> Ambient = new();

    public static IEnumerable<string> Keys => Values?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Values ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>Not empty: calls that carry it back to a grain of the chain may interleave there.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty) Remove(ReentrancyKey);
            else Set(ReentrancyKey, value);
        }
    }

    internal static Dictionary<string, object>? Values => Ambient.Value;

    public static object? Get(string key) => Values is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value)
    {
        // A copy each time: the old dictionary may be travelling with a call that was already sent.
        var next = Values is { } values ? new Dictionary<string, object>(values) : new Dictionary<string, object>(1);
        next[key] = value;
        Ambient.Value = next;
    }

    public static bool Remove(string key)
    {
        if (Values is not { } values || !values.ContainsKey(key)) return false;

        var next = new Dictionary<string, object>(values);
        next.Remove(key);
        Ambient.Value = next.Count == 0 ? null : next;
        return true;
    }

    public static void Clear()
    {
        if (Ambient.Value is not null) Ambient.Value = null;
    }

    /// <summary>Until disposed, calls made here may come back to this grain without waiting for the current call to end.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var before = ReentrancyId;
        return new(before, before == Guid.Empty ? Guid.CreateVersion7() : before);
    }

    /// <summary>Until disposed, calls made here that come back to this grain wait.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static void Import(Dictionary<string, object>? values)
    {
        if (!ReferenceEquals(Ambient.Value, values)) Ambient.Value = values;
    }

    /// <summary>A stretch of code during which call-chain reentrancy is allowed or suppressed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _before;
        private readonly Guid _now;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _before = originalReentrancyId;
            _now = newReentrancyId;
            if (_before != _now) ReentrancyId = _now;
            if (_now != Guid.Empty) Activations.Activation.Current?.EnterReentrantSection(_now);
        }

        public void Dispose()
        {
            if (_now != Guid.Empty) Activations.Activation.Current?.ExitReentrantSection(_now);
            if (_before != _now) ReentrancyId = _before;
        }
    }
}
