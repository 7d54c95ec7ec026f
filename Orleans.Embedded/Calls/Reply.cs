using System.Runtime.CompilerServices;
using Orleans.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Calls;

/// <summary>The result of a method without one.</summary>
internal readonly struct Nothing;

/// <summary>
/// The caller's end of a call: a real task whose source lies inside the request object, so that a call costs two
/// allocations. Whoever gets <see cref="RequestBase.TryEnd"/> settles it; timeouts, cancellation and the grain race for that.
/// </summary>
internal struct Reply<T>
{
    private AsyncTaskMethodBuilder<T> _source;

    public Task<T> Task => _source.Task;

    public void Ended(RequestBase request, Turns target, T result)
    {
        // The grain first: a caller that continues may call again, and must not find the grain still busy.
        target.OnEnded(request);
        SetResult(request, result);
    }

    public void SetResult(RequestBase request, T result)
    {
        if (request.TryEnd()) _source.SetResult(result);
    }

    public void SetException(RequestBase request, Exception exception)
    {
        if (request.TryEnd()) _source.SetException(exception);
    }
}

/// <summary>The slower ways in which calls end.</summary>
internal static class Replies
{
    public static void Follow(RequestBase request, Turns target, Task running)
    {
        target.OnWaiting(request);
        _ = FollowAsync(request, target, running);
    }

    public static async ValueTask<Response> ToResponse<T>(Task<T> running)
    {
        try
        {
            return Response.FromResult(await running);
        }
        catch (Exception thrown)
        {
            return Response.FromException(thrown);
        }
    }

    public static async ValueTask<Response> ToResponse(Task running)
    {
        try
        {
            await running;
            return Response.Completed;
        }
        catch (Exception thrown)
        {
            return Response.FromException(thrown);
        }
    }

    private static async Task FollowAsync(RequestBase request, Turns target, Task running)
    {
        try
        {
            await running;
        }
        catch (Exception thrown)
        {
            request.Ended(target, thrown);
            return;
        }

        target.OnEnded(request);
        request.SetResultOf(running);
    }
}
