using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Commerce.Stock;

/// <summary>
/// Who waits for one SKU, in the order of arrival. Ends when nobody waits any more. Its work runs on the thread pool without anybody's
/// context: never on the scheduler of a grain that asks, never with what one request knows about itself.
/// </summary>
internal sealed class StockQueue(string key, IStockGrain stock, StockDoor door) : IThreadPoolWorkItem
{
    private readonly Lock _turn = new();
    private WaitingHold? _first, _last;
    private int _count, _calls;
    private long _moved;            // when a call last began on an idle SKU, or ended
    private bool _sending, _over;

    /// <summary>False: full, or the SKU does not move. Null: this queue has ended, there is a new one.</summary>
    public bool? Add(WaitingHold waiting)
    {
        lock (_turn)
        {
            if (_over) return null;
            if (_count >= door.Limits.WaitingPerSku || IsStuck()) return false;
            if (_last is null) _first = waiting;
            else _last.Next = waiting;
            _last = waiting;
            _count++;
            if (_sending || _calls == door.Limits.Calls) return true;
            _sending = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>One thread at a time sends, so that calls leave in the order of arrival.</summary>
    public void Execute()
    {
        while (Next() is (not null, _) next) _ = CallAsync(next.First, next.Count);
    }

    private bool IsStuck() => _calls > 0 && door.Clock.GetElapsedTime(_moved) > door.Limits.Patience;

    private (WaitingHold? First, int Count) Next()
    {
        lock (_turn)
        {
            if (_count == 0 || _calls == door.Limits.Calls)
            {
                _sending = false;
                EndIfIdle();
                return default;
            }

            if (_calls++ == 0) _moved = door.Clock.GetTimestamp();
            var count = Math.Min(_count, HoldManyRequest.Most);
            var (first, last) = (_first!, _first!);
            for (var i = 1; i < count; i++) last = last.Next!;
            _first = last.Next;
            if (_first is null) _last = null;
            _count -= count;
            return (first, count);
        }
    }

    private async Task CallAsync(WaitingHold first, int count)
    {
        var asks = new HoldRequest[count];
        var waiting = first;
        for (var i = 0; i < count; i++, waiting = waiting.Next!) asks[i] = waiting.Ask;

        var asked = door.Clock.GetTimestamp();
        HoldManyReply? reply = null;
        Exception? failed = null;
        try
        {
            using var trace = DoorTrace.Call(first, count);   // over before the next call leaves
            reply = await stock.HoldMany(new(ImmutableCollectionsMarshal.AsImmutableArray(asks)));
            if (reply.Replies.Length != count) throw new InvalidDataException($"{count} holds of {key} got {reply.Replies.Length} answers");
            door.Hear(key, reply.Level, asked);
        }
        catch (Exception e)
        {
            failed = e;   // goes to each of those who asked, and to nobody else
        }

        Ended();   // the next call leaves before the answers are handed out
        Tell(first, count, reply, failed);
    }

    private void Tell(WaitingHold first, int count, HoldManyReply? reply, Exception? failed)
    {
        door.Left(count);
        var waiting = first;
        for (var i = 0; i < count; i++, waiting = waiting.Next!)
        {
            if (failed is null) waiting.SetResult(reply!.Replies[i]);
            else waiting.SetException(failed);
        }
    }

    private void Ended()
    {
        lock (_turn)
        {
            _calls--;
            _moved = door.Clock.GetTimestamp();
            if (_sending) return;
            _sending = _count > 0;
            EndIfIdle();
            if (!_sending) return;
        }

        Execute();
    }

    private void EndIfIdle()
    {
        if (_over || _sending || _calls > 0 || _count > 0) return;
        _over = true;
        door.Forget(key, this);
    }
}

/// <summary>One ask and whoever waits for its answer. Continues elsewhere, so that handing out answers holds up no call.</summary>
internal sealed class WaitingHold(HoldRequest ask) : TaskCompletionSource<HoldReply>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public HoldRequest Ask => ask;

    /// <summary>Whose trace it is a part of.</summary>
    public Activity? From { get; } = Activity.Current;

    public WaitingHold? Next { get; set; }
}
