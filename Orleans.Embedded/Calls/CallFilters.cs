using Microsoft.Extensions.DependencyInjection;
using Orleans.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Calls;

/// <summary>Runs calls through the filters of the host and of the grain. Without filters nothing of this is touched.</summary>
internal sealed class CallFilters(IServiceProvider services)
{
    private IIncomingGrainCallFilter[] _incoming = [];
    private IOutgoingGrainCallFilter[] _outgoing = [];

    public bool HasIncoming => _incoming.Length > 0;

    public bool HasOutgoing => _outgoing.Length > 0;

    /// <summary>Not done by the constructor: a filter may itself want the grain factory.</summary>
    public void Load()
    {
        _incoming = [.. services.GetServices<IIncomingGrainCallFilter>()];
        _outgoing = [.. services.GetServices<IOutgoingGrainCallFilter>()];
    }

    public void StartIncoming(RequestBase request, Activation target)
    {
        if (request.IsLocal)
        {
            request.Start(target);
            return;
        }

        var running = RunIncomingAsync(request, target);
        if (running.IsCompleted) End(request, target, running);
        else _ = AwaitAsync(request, target, running);
    }

    public async Task<T> SendAsync<T>(GrainReference target, RequestBase request)
    {
        var call = new OutgoingCall(_outgoing, target, request);
        var response = await Settle(call);
        return request.ReplyTask is Task<T> ? response.GetResult<T>() : Checked<T>(response);
    }

    private static T Checked<T>(Response response)
    {
        if (response.Exception is not null) response.GetResult<object?>();
        return default!;
    }

    /// <summary>Runs a call to its end; an exception that a filter lets through becomes the response.</summary>
    private static async Task<Response> Settle(FilteredCall call)
    {
        try
        {
            await call.Invoke();
        }
        catch (Exception thrown)
        {
            return Response.FromException(thrown);
        }

        return call.Response ?? Response.Completed;
    }

    private static async Task AwaitAsync(RequestBase request, Activation target, Task<Response> running)
    {
        target.OnWaiting(request);
        await running;
        End(request, target, running);
    }

    private static void End(RequestBase request, Activation target, Task<Response> ended)
    {
        var response = ended.GetAwaiter().GetResult();
        if (response.Exception is { } thrown)
        {
            request.Ended(target, thrown);
            return;
        }

        target.OnEnded(request);
        request.SetResult(response.Result);
    }

    private Task<Response> RunIncomingAsync(RequestBase request, Activation target) =>
        Settle(new IncomingCall(target.GrainInstance is IIncomingGrainCallFilter own ? [.. _incoming, own] : _incoming, request, target));
}
