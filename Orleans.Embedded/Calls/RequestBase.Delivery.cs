using Orleans.Activations;

namespace Orleans.Runtime;

/// <summary>The part of a call that only the host sees.</summary>
public abstract partial class RequestBase
{
    private int _ended;

    /// <summary>The activation that called, or null outside of grains.</summary>
    internal Activation? Source { get; set; }

    /// <summary>The reference that was called.</summary>
    internal GrainReference? Target { get; set; }

    /// <summary>Whose turns the call runs in, once it has begun.</summary>
    internal Turns? Holder { get; set; }

    /// <summary>The request context of the caller, never changed after it was captured.</summary>
    internal Dictionary<string, object>? Context { get; set; }

    /// <summary>In ticks of the host's coarse clock. A call that nobody waits for has none.</summary>
    internal long Deadline { get; set; } = long.MaxValue;

    /// <summary>Where the call stands in its activation's list of started, unfinished calls.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>Made by the host inside an activation, as a timer's tick is: it goes nowhere else.</summary>
    internal bool IsLocal { get; init; }

    /// <summary>The call counts as use of the grain.</summary>
    internal bool KeepsAlive { get; init; } = true;

    internal bool HasEnded => Volatile.Read(ref _ended) != 0;

    internal bool IsOneWay => (Options & CodeGeneration.InvokeMethodOptions.OneWay) != 0;

    internal bool IsReadOnly => (Options & CodeGeneration.InvokeMethodOptions.ReadOnly) != 0;

    internal bool AlwaysInterleaves => (Options & CodeGeneration.InvokeMethodOptions.AlwaysInterleave) != 0;

    /// <summary>The caller's task.</summary>
    internal abstract Task ReplyTask { get; }

    /// <summary>Runs the call here and now, in a turn of <paramref name="target"/>.</summary>
    internal abstract void Start(Turns target);

    internal abstract void SetResult(object? result);

    internal virtual void SetResultOf(Task ended) => SetResult(null);

    internal abstract void SetException(Exception exception);

    /// <summary>The result that an ended reply carries.</summary>
    internal virtual Serialization.Invocation.Response ResponseOf(Task ended) => Serialization.Invocation.Response.Completed;

    internal bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;

    internal void Ended(Turns target, Exception thrown)
    {
        target.OnEnded(this);
        target.OnThrown(thrown);
        if (IsOneWay) target.OnLost(this, thrown);
        else SetException(thrown);
    }
}
