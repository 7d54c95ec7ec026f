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

    internal sealed override void Start(Activation activation)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, activation, default);
            else Replies.Follow(this, activation, running);
        }
        catch (Exception thrown)
        {
            Ended(activation, thrown);
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

    internal sealed override void Start(Activation activation)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, activation, running.GetAwaiter().GetResult());
            else Replies.Follow(this, activation, running);
        }
        catch (Exception thrown)
        {
            Ended(activation, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, (TResult)result!);

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

    internal sealed override void Start(Activation activation)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, activation, default);
            else Replies.Follow(this, activation, running.AsTask());
        }
        catch (Exception thrown)
        {
            Ended(activation, thrown);
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

    internal sealed override void Start(Activation activation)
    {
        try
        {
            var running = InvokeInner();
            if (running.IsCompletedSuccessfully) _reply.Ended(this, activation, running.GetAwaiter().GetResult());
            else Replies.Follow(this, activation, running.AsTask());
        }
        catch (Exception thrown)
        {
            Ended(activation, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => _reply.SetResult(this, (TResult)result!);

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

    internal sealed override void Start(Activation activation)
    {
        try
        {
            InvokeInner();
            if (TryEnd()) activation.OnEnded(this);
        }
        catch (Exception thrown)
        {
            Ended(activation, thrown);
        }
    }

    internal sealed override void SetResult(object? result) => TryEnd();

    internal sealed override void SetException(Exception exception) => TryEnd();
}
