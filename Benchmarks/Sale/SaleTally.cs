using System.Collections.Concurrent;

namespace Commerce.Benchmarks.Sale;

/// <summary>Counts and latencies of a run, from many shoppers at once.</summary>
internal sealed class SaleTally
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _times = new();
    private readonly ConcurrentBag<string> _wrong = [];

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>What must never happen, in words.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    public void Count(string what) => _counts.AddOrUpdate(what, 1, static (_, n) => n + 1);

    public void Time(string what, TimeSpan took, bool ok)
    {
        Count(ok ? $"{what}: done" : $"{what}: refused");
        _times.GetOrAdd(what, _ => []).Add(took.TotalMilliseconds);
    }

    public void Fault(string what) => _wrong.Add(what);

    public IEnumerable<Latency> Latencies() => _times.OrderBy(t => t.Key).Select(t => Latency.Of(t.Key, [.. t.Value.Order()]));
}

/// <summary>In milliseconds.</summary>
internal sealed record Latency(string What, int Count, double P50, double P99, double Max)
{
    public static Latency Of(string what, double[] sorted) =>
        new(what, sorted.Length, At(sorted, 0.5), At(sorted, 0.99), sorted[^1]);

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
