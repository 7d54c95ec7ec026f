using Orleans.Activations;
using Orleans.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>A call of a method that returns <see cref="Task"/>.</summary>
public abstract class TaskRequest : RequestBase
{
    private Reply<Nothing> _reply;

    internal sealed override Task ReplyTask => _reply.Task;

    public sealed override ValueTask<Response> Invoke() => Replies.ToResponse(InvokeInner());

    protected abstract Task InvokeInner();

    internal sealed override void Start(Turns target)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, target, default);
            else Replies.Follow(this, target, running);
        }
        catch (Exception thrown)
        {
            Ended(target, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, default);

    internal sealed override void SetException(Exception exception) => _reply.SetException(this, exception);
}

/// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
public abstract class TaskRequest<TResult> : RequestBase
{
    private Reply<TResult> _reply;

    internal sealed override Task ReplyTask => _reply.Task;

    public sealed override ValueTask<Response> Invoke() => Replies.ToResponse(InvokeInner());

    protected abstract Task<TResult> InvokeInner();

    internal sealed override void Start(Turns target)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, target, running.GetAwaiter().GetResult());
            else Replies.Follow(this, target, running);
        }
        catch (Exception thrown)
        {
            Ended(target, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, (TResult)result!);

    internal sealed override Response ResponseOf(Task ended) => Response.FromResult(((Task<TResult>)ended).GetAwaiter().GetResult());

    internal sealed override void SetResultOf(Task ended) => _reply.SetResult(this, ((Task<TResult>)ended).GetAwaiter().GetResult());

    internal sealed override void SetException(Exception exception) => _reply.SetException(this, exception);
}

/// <summary>A call of a method that returns <see cref="ValueTask"/>.</summary>
public abstract class Request : RequestBase
{
    private Reply<Nothing> _reply;

    internal sealed override Task ReplyTask => _reply.Task;

    public sealed override ValueTask<Response> Invoke() => Replies.ToResponse(InvokeInner().AsTask());

    protected abstract ValueTask InvokeInner();

    internal sealed override void Start(Turns target)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, target, default);
            else Replies.Follow(this, target, running.AsTask());
        }
        catch (Exception thrown)
        {
            Ended(target, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, default);

    internal sealed override void SetException(Exception exception) => _reply.SetException(this, exception);
}

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
public abstract class Request<TResult> : RequestBase
{
    private Reply<TResult> _reply;

    internal sealed override Task ReplyTask => _reply.Task;

    public sealed override ValueTask<Response> Invoke() => Replies.ToResponse(InvokeInner().AsTask());

    protected abstract ValueTask<TResult> InvokeInner();

    internal sealed override void Start(Turns target)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, target, running.GetAwaiter().GetResult());
            else Replies.Follow(this, target, running.AsTask());
        }
        catch (Exception thrown)
        {
            Ended(target, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, (TResult)result!);

    internal sealed override Response ResponseOf(Task ended) => Response.FromResult(((Task<TResult>)ended).GetAwaiter().GetResult());

    internal sealed override void SetResultOf(Task ended) => _reply.SetResult(this, ((Task<TResult>)ended).GetAwaiter().GetResult());

    internal sealed override void SetException(Exception exception) => _reply.SetException(this, exception);
}

/// <summary>A call of a method that returns nothing: nobody waits for it.</summary>
public abstract class VoidRequest : RequestBase
{
    internal sealed override Task ReplyTask => Task.CompletedTask;

    public sealed override ValueTask<Response> Invoke()
    {
        InvokeInner();
        return new(Response.Completed);
    }

    protected abstract void InvokeInner();

    internal sealed override void Start(Turns target)
    {
        try
        {
            InvokeInner();
            if (TryEnd()) target.OnEnded(this);
        }
        catch (Exception thrown)
        {
            Ended(target, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => TryEnd();

    internal sealed override void SetException(Exception exception) => TryEnd();
}
