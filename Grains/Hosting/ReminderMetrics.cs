using System.Diagnostics.Metrics;

namespace Commerce;

/// <summary>How late reminders come. A tick that was missed for longer than its period is late by what is left over whole periods.</summary>
internal static class ReminderMetrics
{
    private static readonly Histogram<double> Lateness =
        Telemetry.Meter.CreateHistogram<double>("commerce.reminder.lateness", "s", "From the time a reminder was due to its tick, by grain");

    /// <param name="grain">The kind of grain, never its key.</param>
    public static void Ticked(string grain, TickStatus status)
    {
        if (!Lateness.Enabled) return;
        var since = status.CurrentTickTime - status.FirstTickTime;
        if (since < TimeSpan.Zero) since = TimeSpan.Zero;
        var late = status.Period > TimeSpan.Zero ? TimeSpan.FromTicks(since.Ticks % status.Period.Ticks) : since;
        Lateness.Record(late.TotalSeconds, KeyValuePair.Create<string, object?>("grain", grain));
    }
}
