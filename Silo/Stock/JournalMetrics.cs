using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce.Silo.Stock;

/// <summary>What each flush of the journal took and held. A flush is one block.</summary>
internal static class JournalMetrics
{
    private static readonly Histogram<double> Duration =
        Telemetry.Meter.CreateHistogram<double>("commerce.journal.flush.duration", "s", "From taking a flush to its commit, or its failure");

    private static readonly Histogram<int> Entries =
        Telemetry.Meter.CreateHistogram<int>("commerce.journal.flush.entries", "{entry}", "Entries of a flush");

    private static readonly Histogram<int> Segments =
        Telemetry.Meter.CreateHistogram<int>("commerce.journal.flush.segments", "{segment}", "SKUs with entries in a flush");

    private static readonly Counter<long> Failures =
        Telemetry.Meter.CreateCounter<long>("commerce.journal.flush.failures", "{flush}", "Flushes that were not stored, or not known to be");

    /// <summary>A timestamp; 0 while nobody listens.</summary>
    public static long Begin() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void Ended(long began, JournalBatch flush, bool failed)
    {
        if (failed) Failures.Add(1);
        if (began == 0) return;
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        if (flush.Entries == 0) return;
        Entries.Record(flush.Entries);
        Segments.Record(flush.Segments.Length);
    }
}
