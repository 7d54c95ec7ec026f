namespace Commerce.Simulators.Wire;

/// <summary>What may go wrong at an endpoint, in the words of <c>POST _sim/faults</c>.</summary>
internal static class FaultKind
{
    public const string RateLimit = "rate-limit";       // 429, too fast
    public const string Quota = "quota";                // LINE: 429, monthly limit
    public const string ErrorBefore = "error-before";   // 500, nothing done
    public const string ErrorAfter = "error-after";     // 500, but it was done: only the answer is lost
    public const string ErrorStored = "error-stored";   // Stripe: it was done, and the key will always answer 500
    public const string DropBefore = "drop-before";     // connection cut, nothing done
    public const string HangAfter = "hang-after";       // done, no answer for N seconds, then the connection is cut
    public const string Delay = "delay";                // waits N seconds, then works
    public const string CardDelay = "card-delay";       // Stripe: the card network takes N seconds inside a confirm
    public const string Processing = "processing";      // Stripe: a confirm answers `processing` and settles after N seconds
}

/// <summary>An armed misbehaviour. <paramref name="Endpoint"/> is an endpoint's name or <c>*</c>; no <paramref name="Times"/> means until switched off.</summary>
internal sealed record Fault(string Endpoint, string Kind, int? Times = null, double Seconds = 30)
{
    public TimeSpan Wait => TimeSpan.FromSeconds(Seconds);
}

/// <summary>The faults of one simulated service. At most 100 are armed at a time; the first that fits a call is taken.</summary>
internal sealed class FaultBoard(params string[] kinds)
{
    private readonly List<Fault> _armed = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<Fault> Armed
    {
        get { lock (_gate) return [.. _armed]; }
    }

    /// <summary>Says why a fault cannot be armed, or null when it is.</summary>
    public string? Arm(Fault fault)
    {
        if (!kinds.Contains(fault.Kind)) return $"kind must be one of: {string.Join(", ", kinds)}";
        if (fault.Times is < 1) return "times must be at least 1, or absent";
        if (fault.Seconds is < 0 or > 86_400) return "seconds must be between 0 and 86400";
        lock (_gate)
        {
            if (_armed.Count >= 100) return "100 faults are armed already";
            _armed.Add(fault);
            return null;
        }
    }

    public void Clear()
    {
        lock (_gate) _armed.Clear();
    }

    public Fault? Take(string endpoint)
    {
        lock (_gate)
        {
            var at = _armed.FindIndex(f => f.Endpoint == endpoint || f.Endpoint == "*");
            if (at < 0) return null;
            var fault = _armed[at];
            if (fault.Times is 1) _armed.RemoveAt(at);
            else if (fault.Times is { } left) _armed[at] = fault with { Times = left - 1 };
            return fault;
        }
    }
}
