using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce.Stock;

/// <summary>How holds were answered, repetitions included, and the part of a trace in which an answer waits for the disk.</summary>
internal static class StockMetrics
{
    private static readonly Counter<long> Holds =
        Telemetry.Meter.CreateCounter<long>("commerce.stock.holds", "{hold}", "Requests for units that were granted");

    private static readonly Counter<long> Refusals =
        Telemetry.Meter.CreateCounter<long>("commerce.stock.refusals", "{hold}", "Requests for units that the stock refused, by reason");

    public static void Answered(HoldReply reply)
    {
        if (reply.Refused is { } refused) Refusals.Add(1, Telemetry.Tag(refused.Reason));
        else Holds.Add(1);
    }

    public static void Answered(HoldManyReply reply)
    {
        if (!Holds.Enabled && !Refusals.Enabled) return;
        var granted = 0;
        foreach (var one in reply.Replies)
        {
            if (one.Refused is null) granted++;
            else Answered(one);
        }

        Holds.Add(granted);
    }

    /// <summary>From the decision to the moment at which everything it rests on is durable. Null: nobody traces.</summary>
    public static Activity? Wait() => Telemetry.Source.StartActivity("stock.journal");
}
