using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>
/// Runs the turns of one target, one at a time: calls as they arrive and the continuations of their awaits. It is the task
/// scheduler that awaits come back to. Many posts cost one pass through the thread pool, and a pass takes all that is there.
/// </summary>
internal abstract class Turns : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    // After so many items the thread goes to others that wait, so that one busy grain cannot starve the rest.
    private const int ItemsPerPass = 2048;
    private const int KeptCapacity = 256;

    private static readonly Action<object?> RunInTurn = static self => ((Turns)self!).RunAll();

    private object?[] _inbox = [];
    private int _inboxCount;
    private object?[] _batch = [];
    private int _batchCount;
    private int _batchNext;
    private int _budget;
    private bool _scheduled;
    private bool _closed;
    private bool _watched;
    private int _attention;
    private object? _pass;

    /// <summary>Guards what callers on other threads see: the inbox, and whether it is open.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Nothing is queued or being run. Asked under <see cref="Gate"/>.</summary>
    protected bool IsQuiet => !_scheduled;

    /// <summary>Nothing is queued; a turn that has done its work may not have ended yet. Asked under <see cref="Gate"/>.</summary>
    protected bool IsEmpty => _inboxCount == 0 && _batchNext >= _batchCount;

    /// <summary>How many items wait to be looked at.</summary>
    protected int InboxCount => _inboxCount;

    /// <summary>False: this target has ended and the call must look for the next one.</summary>
    public bool TryPost(RequestBase request)
    {
        bool schedule, watch;
        lock (Gate)
        {
            if (_closed) return false;
            Append(request);
            schedule = !_scheduled;
            _scheduled = true;
            watch = !_watched;
            _watched = true;
        }

        if (watch) OnWatched();
        if (schedule) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    public void QueueAction(Action action) => new Task(action).Start(this);

    public void QueueAction(Action<object> action, object state) => new Task(action!, state).Start(this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        _budget = ItemsPerPass;
        while (HasWork())
        {
            if (_budget <= 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                return;
            }

            if (Volatile.Read(ref _attention) == 0 && _batch[_batchNext] is Task continuation) RunContinuation(continuation);
            else RunPass();
        }
    }

    /// <summary>A started call has ended. In a turn, before its caller is told.</summary>
    public abstract void OnEnded(RequestBase request);

    /// <summary>A started call did not end in its first turn.</summary>
    public abstract void OnWaiting(RequestBase request);

    /// <summary>A call has ended with an exception.</summary>
    public virtual void OnThrown(Exception thrown)
    {
    }

    /// <summary>A call that nobody waits for has failed.</summary>
    public abstract void OnLost(RequestBase request, Exception thrown);

    /// <summary>A call has arrived. In a turn; never throws.</summary>
    protected abstract void Receive(RequestBase request);

    /// <summary>Somebody asked for attention by <see cref="Wake"/> or <see cref="AttendSoon"/>. In a turn; never throws.</summary>
    protected abstract void Attend();

    /// <summary>There is something here that can run out of time: the sweep must look in.</summary>
    protected abstract void OnWatched();

    protected void Watch()
    {
        lock (Gate)
        {
            if (_watched) return;
            _watched = true;
        }

        OnWatched();
    }

    /// <summary>The sweep need not look in any more. Under <see cref="Gate"/>.</summary>
    protected void StopWatching() => _watched = false;

    /// <summary>Asks for <see cref="Attend"/> from within a turn.</summary>
    protected void AttendSoon() => Volatile.Write(ref _attention, 1);

    /// <summary>Asks for <see cref="Attend"/> from anywhere.</summary>
    protected void Wake()
    {
        lock (Gate)
        {
            _attention = 1;
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Accepts no more calls and hands back those that nobody has looked at. Continuations still run.</summary>
    protected List<RequestBase> Close()
    {
        var left = new List<RequestBase>();
        lock (Gate)
        {
            _closed = true;
            TakeRequests(_batch, _batchNext, _batchCount, left);
            TakeRequests(_inbox, 0, _inboxCount, left);
        }

        return left;
    }

    /// <summary>Visits the calls that nobody has looked at yet. Under <see cref="Gate"/>; a call may be started meanwhile.</summary>
    protected void VisitUnseen(Action<RequestBase> visit)
    {
        for (var i = 0; i < _inboxCount; i++)
        {
            if (_inbox[i] is RequestBase request) visit(request);
        }

        foreach (var item in _batch)
        {
            if (item is RequestBase request) visit(request);
        }
    }

    protected sealed override void QueueTask(Task task)
    {
        lock (Gate)
        {
            Append(task);
            if (_scheduled) return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    // A continuation may run inside the turn that completed it, but never on a thread that is not in a turn of this target.
    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task, _pass) || (!taskWasPreviouslyQueued && ReferenceEquals(Current, this))) && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate) return [.. _inbox.OfType<Task>()];
    }

    private static void TakeRequests(object?[] items, int from, int to, List<RequestBase> taken)
    {
        for (var i = from; i < to; i++)
        {
            if (items[i] is not RequestBase request) continue;
            taken.Add(request);
            items[i] = null;
        }
    }

    private void Append(object item)
    {
        if (_inboxCount == _inbox.Length) Array.Resize(ref _inbox, Math.Max(4, _inboxCount * 2));
        _inbox[_inboxCount++] = item;
    }

    private bool HasWork()
    {
        if (_batchNext < _batchCount) return true;

        lock (Gate)
        {
            _batchNext = 0;
            _batchCount = _inboxCount;
            if (_inboxCount > 0)
            {
                (_inbox, _batch) = (_batch, _inbox);
                _inboxCount = 0;
                _budget -= _batchCount;
                return true;
            }

            if (_attention != 0) return true;

            if (_batch.Length > KeptCapacity) (_inbox, _batch) = ([], []);
            _scheduled = false;
            return false;
        }
    }

    private void RunContinuation(Task continuation)
    {
        _batch[_batchNext++] = null;
        TryExecuteTask(continuation);
    }

    // Calls must see this scheduler as the current one, and only a task can say which that is: one task for a whole pass.
    private void RunPass()
    {
        var pass = new Task(RunInTurn, this, TaskCreationOptions.DenyChildAttach);
        _pass = pass;
        pass.RunSynchronously(this);
        _pass = null;
    }

    private void RunAll()
    {
        do
        {
            // Exchanged, not written: what the waker changed before it asked must be seen by Attend.
            if (Volatile.Read(ref _attention) != 0 && Interlocked.Exchange(ref _attention, 0) != 0) Attend();
            if (_batchNext >= _batchCount) continue;

            // Left in its place while it is looked at: the sweep must see every call that has not ended.
            var place = _batchNext++;
            if (_batch[place] is RequestBase request) Receive(request);
            else if (_batch[place] is Task continuation) TryExecuteTask(continuation);
            _batch[place] = null;
        }
        while (_budget > 0 && HasMore());
    }

    // Looks without letting go of the target: until the pass task has ended no other thread may begin one.
    private bool HasMore() =>
        _batchNext < _batchCount
        || ((Volatile.Read(ref _inboxCount) > 0 || Volatile.Read(ref _attention) != 0) && HasWork());
}
