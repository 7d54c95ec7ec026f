using System.Diagnostics.Metrics;

namespace Commerce.Web.Stock;

/// <summary>What the edge answered without asking the stock.</summary>
internal static class EdgeMetrics
{
    private static readonly Counter<long> Refusals =
        Telemetry.Meter.CreateCounter<long>("commerce.edge.refusals", "{hold}", "Requests for units that the gate refused, by reason");

    private static readonly Counter<long> TurnedAway =
        Telemetry.Meter.CreateCounter<long>("commerce.edge.turned_away", "{hold}", "Requests for units that heard 503, by what was full");

    public static void Refused(Reason reason) => Refusals.Add(1, Telemetry.Tag(reason));

    /// <param name="where">gate, door or journal.</param>
    public static EdgeAnswer Busy(string where)
    {
        TurnedAway.Add(1, KeyValuePair.Create<string, object?>("where", where));
        return EdgeAnswer.Busy;
    }
}
