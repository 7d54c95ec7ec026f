using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce;

/// <summary>
/// What this product measures and traces, under one name. Costs a look at a flag while nobody listens. Tags are bounded: no customer, order
/// or SKU is ever one (docs/operations/alerts.md lists them all).
/// </summary>
public static class Telemetry
{
    public const string Name = "OrleansCommerce";

    public static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Source = new(Name);

    private static readonly KeyValuePair<string, object?>[] Reasons =
    [
        .. Enumerable.Range(0, (int)Enum.GetValues<Reason>().Max() + 1)
            .Select(n => KeyValuePair.Create<string, object?>("reason", ((Reason)n).ToString())),
    ];

    /// <summary>The tag <c>reason</c>, made once for each.</summary>
    public static KeyValuePair<string, object?> Tag(Reason reason) => Reasons[(uint)reason < Reasons.Length ? (int)reason : 0];
}
