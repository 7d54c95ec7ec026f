using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Activations;

/// <summary>Decides which calls may start, holds those that may not yet, and knows those that have not ended.</summary>
internal abstract class CallQueue(EmbeddedRuntime runtime) : Turns, ITargetHolder
{
    private readonly Queue<RequestBase> _waiting = new();
    private readonly List<RequestBase> _unfinished = [];
    private int _waitingInterleavable;
    private int _blocking;
    private int _blockingReadOnly;
    private RequestBase? _current;

    protected EmbeddedRuntime Runtime { get; } = runtime;

    /// <summary>Calls that have started and not ended.</summary>
    protected int Running { get; private set; }

    protected int Waiting => _waiting.Count;

    /// <summary>On the coarse clock: when a call last ended.</summary>
    protected long LastUsed { get; set; }

    /// <summary>Calls may be started now.</summary>
    protected abstract bool TakesCalls { get; }

    /// <summary>Something is to be done when the running calls have ended.</summary>
    protected virtual bool AwaitsQuiet => false;

    /// <summary>It is beginning or ending, and may be doing so for too long.</summary>
    protected virtual bool IsChanging => false;

    /// <summary>Nothing runs or waits at this moment.</summary>
    public bool IsFree()
    {
        lock (Gate) return IsQuiet && Running == 0 && _waiting.Count == 0;
    }

    /// <summary>How many calls are before a new one.</summary>
    public int Load()
    {
        lock (Gate) return InboxCount + Running + _waiting.Count;
    }

    public abstract object? GetTarget();

    public abstract object? GetComponent(Type componentType);

    public override void OnEnded(RequestBase request)
    {
        if (request.Slot >= 0) RemoveUnfinished(request);
        Running--;
        if (!request.AlwaysInterleaves)
        {
            _blocking--;
            if (request.IsReadOnly) _blockingReadOnly--;
        }

        if (request.KeepsAlive) LastUsed = Runtime.Clock.Now;

        // Not here but between turns: the ending call may be somebody else's continuation, run inside this turn.
        if (_waiting.Count > 0 || AwaitsQuiet) AttendSoon();
    }

    public override void OnWaiting(RequestBase request)
    {
        lock (Gate)
        {
            request.Slot = _unfinished.Count;
            _unfinished.Add(request);
        }
    }

    /// <summary>Ends, for their callers, the calls whose time is up. False: nothing is left that could run out of time.</summary>
    public virtual bool Sweep(long now)
    {
        var late = new List<RequestBase>();
        bool outstanding;
        lock (Gate)
        {
            foreach (var request in _waiting) Judge(request);
            foreach (var request in _unfinished) Judge(request);
            if (_current is { } current) Judge(current);
            VisitUnseen(Judge);
            outstanding = !IsQuiet || Running > 0 || _waiting.Count > 0 || IsChanging;
            if (!outstanding) StopWatching();
        }

        foreach (var request in late) Runtime.TimeOut(request);
        return outstanding;

        void Judge(RequestBase request)
        {
            if (request.Deadline <= now && !request.HasEnded) late.Add(request);
        }
    }

    protected override void Receive(RequestBase request)
    {
        // While calls wait their turn a newcomer only starts if it may interleave with the one they wait for.
        if (TakesCalls && (_waiting.Count == 0 || _blocking > 0) && MayStart(request))
        {
            Begin(request);
            return;
        }

        if (!request.IsLocal && Overload() is { } refusal)
        {
            request.SetException(refusal);
            return;
        }

        PutWaiting(request);
        OnMustWait(request);
        if (Running == 0) AttendSoon();
    }

    protected override void Attend() => StartWaiting();

    protected override void OnWatched() => Runtime.Sweeper.Watch(this);

    /// <summary>A call arrived that cannot start now.</summary>
    protected virtual void OnMustWait(RequestBase request)
    {
    }

    /// <summary>The call may start although another one has not ended, for a reason of this target's own.</summary>
    protected virtual bool MayInterleave(RequestBase request, IReadOnlyList<RequestBase> unfinished) => false;

    /// <summary><see cref="MayInterleave"/> is worth asking about this waiting call.</summary>
    protected virtual bool CouldInterleave(RequestBase request) => false;

    /// <summary>Starts a call that may start. In a turn.</summary>
    protected virtual void Start(RequestBase request)
    {
        request.SetTarget(this);
        request.Start(this);
    }

    /// <summary>Ends the queue: no call is accepted any more, and those that never started are handed back in their order.</summary>
    protected List<RequestBase> TakeAll()
    {
        var left = Close();
        lock (Gate)
        {
            left.InsertRange(0, _waiting);
            _waiting.Clear();
        }

        return left;
    }

    private void StartWaiting()
    {
        while (TakesCalls && _waiting.TryPeek(out var next) && MayStart(next)) Begin(TakeWaiting());

        // The first one must go on waiting; others may interleave with what runs. Rare, so a whole round is affordable.
        for (var left = _waitingInterleavable > 0 ? _waiting.Count : 0; left > 0 && TakesCalls; left--)
        {
            var request = TakeWaiting();
            if (MayStart(request)) Begin(request);
            else PutWaiting(request);
        }
    }

    private void PutWaiting(RequestBase request)
    {
        lock (Gate) _waiting.Enqueue(request);
        if (IsInterleavable(request)) _waitingInterleavable++;
    }

    private RequestBase TakeWaiting()
    {
        RequestBase request;
        lock (Gate) _current = request = _waiting.Dequeue();
        if (IsInterleavable(request)) _waitingInterleavable--;
        return request;
    }

    private bool IsInterleavable(RequestBase request) => request.IsReadOnly || request.AlwaysInterleaves || CouldInterleave(request);

    private bool MayStart(RequestBase request) =>
        _blocking == 0
        || request.AlwaysInterleaves
        || (request.IsReadOnly && _blocking == _blockingReadOnly)
        || MayInterleave(request, _unfinished);

    private void Begin(RequestBase request)
    {
        // Given up by its caller while it waited: never begun, as Orleans drops expired messages.
        if (request.HasEnded) return;

        Running++;
        if (!request.AlwaysInterleaves)
        {
            _blocking++;
            if (request.IsReadOnly) _blockingReadOnly++;
        }

        var baseline = ExecutionContext.Capture();
        _current = request;
        request.Holder = this;
        try
        {
            RequestContext.Import(request.Context);
            Start(request);
        }
        catch (Exception thrown)
        {
            request.Ended(this, thrown);
        }

        _current = null;

        // A grain method that is not async may leave its values behind; the next call must not see them.
        if (!ReferenceEquals(ExecutionContext.Capture(), baseline)) ExecutionContext.Restore(baseline!);
    }

    private void RemoveUnfinished(RequestBase request)
    {
        lock (Gate)
        {
            var last = _unfinished[^1];
            _unfinished[request.Slot] = last;
            last.Slot = request.Slot;
            _unfinished.RemoveAt(_unfinished.Count - 1);
            request.Slot = -1;
        }
    }

    private LimitExceededException? Overload()
    {
        var limit = Runtime.MaxWaiting;
        var count = _waiting.Count + Running;
        return limit > 0 && count >= limit
            ? new LimitExceededException(nameof(Configuration.SiloMessagingOptions.MaxEnqueuedRequestsHardLimit), count, limit, this)
            : null;
    }
}
