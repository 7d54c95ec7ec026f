using System.Collections.Concurrent;
using System.Diagnostics;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Operations;

/// <summary>A shop that sends what it measures to a collector, and a shopper whose trace is looked at.</summary>
public sealed class TracedShop : RunningShop
{
    private const string ShopperName = "Commerce.Tests.Shopper";

    public static readonly ActivitySource Shopper = new(ShopperName);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TracedShop()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is ShopperName or Telemetry.Name or "Microsoft.Orleans.Application" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal Collector Collector { get; } = new();

    protected override IEnumerable<(string Key, string Value)> Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
    ];

    /// <summary>Waits until the trace has a span like this one.</summary>
    public async Task<Activity> SpanAsync(ActivityTraceId trace, Func<Activity, bool> wanted)
    {
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (_spans.FirstOrDefault(span => span.TraceId == trace && wanted(span)) is { } found) return found;
            await more.WaitAsync(Patience);
        }
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _listener.Dispose();
        Collector.Dispose();
    }

    private void Hear(Activity span)
    {
        _spans.Enqueue(span);
        Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
