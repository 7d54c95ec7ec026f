using System.Collections.Concurrent;
using System.Diagnostics;

namespace Commerce.Tests.Contract;

internal interface ITracedGrain : IGrainWithStringKey
{
    /// <summary>The trace that this call is a part of.</summary>
    Task<string?> Trace();

    Task Fail();

    /// <summary>Begins a trace of its own and asks another grain for the one that it is in.</summary>
    Task<(string Own, string? Seen)> TraceThrough(string key);

    Task<string?> FailThrough(string key);
}

internal sealed class TracedGrain : Grain, ITracedGrain
{
    public const string SourceName = "Commerce.Tests.Contract.Traces";

    private static readonly ActivitySource Source = new(SourceName);

    public Task<string?> Trace() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task Fail() => throw new InvalidTimeZoneException("as asked");

    public async Task<(string Own, string? Seen)> TraceThrough(string key)
    {
        using var own = Source.StartActivity("through", ActivityKind.Internal, default(ActivityContext))!;
        await Task.Yield();
        return (own.TraceId.ToString(), await GrainFactory.GetGrain<ITracedGrain>(key).Trace());
    }

    public async Task<string?> FailThrough(string key)
    {
        using var own = Source.StartActivity("through", ActivityKind.Internal, default(ActivityContext))!;
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => GrainFactory.GetGrain<ITracedGrain>(key).Fail());
        return own.TraceId.ToString();
    }
}

/// <summary>A trace goes with a call, as Orleans' own <c>AddActivityPropagation</c> makes it.</summary>
public sealed class TraceTests : ContractTests, IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is "Microsoft.Orleans.Application" or TracedGrain.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_grain_is_in_the_trace_of_whoever_called_it()
    {
        var (own, seen) = await Grains.GetGrain<ITracedGrain>("outer").TraceThrough("inner");

        Assert.Equal(own, seen);
        var spans = Of(own, "Trace");
        Assert.Equal([ActivityKind.Server, ActivityKind.Client], spans.Select(span => span.Kind));
        Assert.Equal(spans[1].SpanId, spans[0].ParentSpanId);
        Assert.All(spans, span => Assert.Equal(("orleans", Method("Trace")), (span.GetTagItem("rpc.system.name"), span.GetTagItem("rpc.method"))));
        Assert.All(spans, span => Assert.Equal(typeof(ITracedGrain).FullName, span.GetTagItem("orleans.rpc.service")));
        Assert.All(spans, span => Assert.EndsWith("inner", (string?)span.GetTagItem("orleans.rpc.target_id")));
    }

    [Fact]
    public async Task Two_callers_have_two_traces()
    {
        var first = await Grains.GetGrain<ITracedGrain>("outer").TraceThrough("inner");
        var second = await Grains.GetGrain<ITracedGrain>("outer").TraceThrough("inner");

        Assert.NotEqual(first.Seen, second.Seen);
        Assert.Equal(second.Own, second.Seen);
    }

    [Fact]
    public async Task A_call_that_fails_ends_its_spans_as_errors()
    {
        var trace = await Grains.GetGrain<ITracedGrain>("outer").FailThrough("inner");

        var spans = Of(trace!, "Fail");
        Assert.Equal(2, spans.Length);
        Assert.All(spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.All(spans, span => Assert.Equal(typeof(InvalidTimeZoneException).FullName, span.GetTagItem("exception.type")));
    }

    protected override void Configure(ISiloBuilder silo) => silo.AddActivityPropagation();

    private Activity[] Of(string trace, string method) =>
        [.. _spans.Where(span => span.TraceId.ToString() == trace && Method(method).Equals(span.GetTagItem("rpc.method")))];

    private static string Method(string name) => $"{typeof(ITracedGrain).FullName}/{name}";
}
