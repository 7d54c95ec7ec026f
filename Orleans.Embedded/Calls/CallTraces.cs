using System.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Calls;

/// <summary>What both sides of a traced call have in common: names and tags are those of Orleans.</summary>
internal static class CallTrace
{
    private static readonly ActivitySource Application = new("Microsoft.Orleans.Application", "1.0.0");
    private static readonly ActivitySource Runtime = new("Microsoft.Orleans.Runtime", "1.0.0");

    public static ActivitySource SourceOf(IGrainCallContext call) =>
        call.Request.GetInterfaceType().Namespace?.StartsWith("Orleans", StringComparison.Ordinal) == true ? Runtime : Application;

    /// <summary>Makes the call within a span that has begun, and ends the span.</summary>
    public static async Task WithinAsync(Activity span, IGrainCallContext call)
    {
        Describe(span, call);
        try
        {
            await call.Invoke();
        }
        catch (Exception thrown)
        {
            if (span.IsAllDataRequested)
            {
                span.SetStatus(ActivityStatusCode.Error)
                    .SetTag("exception.type", thrown.GetType().FullName)
                    .SetTag("exception.message", thrown.Message)
                    .SetTag("exception.stacktrace", thrown.ToString())
                    .SetTag("exception.escaped", true);
            }

            throw;
        }
        finally
        {
            span.Stop();
        }
    }

    private static void Describe(Activity span, IGrainCallContext call)
    {
        span.SetTag("rpc.system.name", "orleans").SetTag("orleans.rpc.service", call.InterfaceName).SetTag("rpc.method", $"{call.InterfaceName}/{call.MethodName}");
        if (!span.IsAllDataRequested) return;
        span.SetTag("orleans.rpc.target_id", call.TargetId.ToString());
        if (call.SourceId is { } source) span.SetTag("orleans.rpc.source_id", source.ToString());
    }
}

/// <summary>The caller's side: its span travels in the request context.</summary>
internal sealed class OutgoingTrace(DistributedContextPropagator propagator) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var name = context.Request.GetActivityName();
        if (CallTrace.SourceOf(context).StartActivity(name, ActivityKind.Client) is not { } span) return context.Invoke();
        propagator.Inject(span, null, static (_, name, value) => RequestContext.Set(name, value));
        return CallTrace.WithinAsync(span, context);
    }
}

/// <summary>The grain's side: a span below the one that travelled here.</summary>
internal sealed class IncomingTrace(DistributedContextPropagator propagator) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        propagator.ExtractTraceIdAndState(null, Read, out var id, out var state);
        var (source, name) = (CallTrace.SourceOf(context), context.Request.GetActivityName());
        var span = string.IsNullOrEmpty(id) ? source.CreateActivity(name, ActivityKind.Server)
            : ActivityContext.TryParse(id, state, isRemote: true, out var parent) ? source.CreateActivity(name, ActivityKind.Server, parent)
            : source.CreateActivity(name, ActivityKind.Server, id);
        if (span is null) return context.Invoke();

        if (!string.IsNullOrEmpty(state)) span.TraceStateString = state;
        foreach (var (key, value) in propagator.ExtractBaggage(null, Read) ?? []) span.AddBaggage(key, value);
        span.Start();
        return CallTrace.WithinAsync(span, context);
    }

    private static void Read(object? carrier, string field, out string? value, out IEnumerable<string>? values) =>
        (value, values) = (RequestContext.Get(field) as string, null);
}
