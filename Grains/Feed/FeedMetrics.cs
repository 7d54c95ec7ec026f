using System.Diagnostics.Metrics;

namespace Commerce.Feed;

/// <summary>How far the desk is behind the orders. What is heard is shown within 200 ms.</summary>
internal static class FeedMetrics
{
    private static readonly Histogram<double> Lag =
        Telemetry.Meter.CreateHistogram<double>("commerce.feed.lag", "s", "From an order's change until the shop's desk has heard of it");

    public static void Heard(TimeSpan late) => Lag.Record(late > TimeSpan.Zero ? late.TotalSeconds : 0);
}
