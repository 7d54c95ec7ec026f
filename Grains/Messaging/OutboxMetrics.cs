using System.Diagnostics.Metrics;

namespace Commerce.Messaging;

/// <summary>How long messages to people wait before LINE has them, and how attempts end.</summary>
internal static class OutboxMetrics
{
    private static readonly Histogram<double> Lag =
        Telemetry.Meter.CreateHistogram<double>("commerce.outbox.lag", "s", "From the intent to send a message until LINE has accepted it");

    private static readonly Counter<long> Attempts =
        Telemetry.Meter.CreateCounter<long>("commerce.outbox.attempts", "{attempt}", "Attempts to send a message, by outcome");

    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetValues<SendOutcome>().Order().Select(outcome => KeyValuePair.Create<string, object?>("outcome", outcome.ToString()))];

    /// <param name="outbox">As it is before this outcome is stored: one that comes twice is counted once.</param>
    public static void Settled(OutboxState outbox, SettleRequest settled, DateTimeOffset now)
    {
        if (!Lag.Enabled && !Attempts.Enabled) return;
        if (outbox.Waiting.FirstOrDefault(waiting => waiting.MessageId == settled.MessageId) is not { } message) return;
        Attempts.Add(1, Outcomes[(uint)settled.Outcome < Outcomes.Length ? (int)settled.Outcome : 0]);
        if (settled.Outcome == SendOutcome.Accepted) Lag.Record((now - message.EnqueuedAt).TotalSeconds);
    }
}
