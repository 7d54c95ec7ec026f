using System.Diagnostics;
using Commerce.Feed;

namespace Commerce.Stock;

/// <summary>What the grain does between calls: ending holds on time, telling the desk, taking snapshots.</summary>
internal sealed partial class StockGrain
{
    private const string Reminder = "holds";

    private IGrainTimer? _timer;
    private long _watched;          // the end (ticks) that the timer waits for
    private bool _reminding, _telling;

    /// <summary>A cap group (<c>shop/group/name</c>) is counted like a SKU, but is nothing that a desk shows.</summary>
    private bool IsShown => !_sku.Contains('/', StringComparison.Ordinal);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("stock", status);
        _keeper.Look();
        await Settled();
        if (Stock.Held == 0 && await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        _reminding = Stock.Held > 0;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_keeper.Lost) return;
        await _keeper.Settled();
        await SnapshotAsync(cancellationToken);
    }

    /// <summary>
    /// Holds end at the clock's word on every access; the timer makes the freed unit visible when nobody asks, and the reminder
    /// does so after a crash.
    /// </summary>
    private void WatchEnds()
    {
        if (!Stock.Holds.TryFirst(out _, out var end) || end == _watched) return;
        _watched = end;
        var wait = new DateTimeOffset(end, TimeSpan.Zero) - clock.GetUtcNow();
        if (wait < TimeSpan.Zero) wait = _keeper.HasRoom ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
        _timer ??= this.RegisterGrainTimer(EndHolds, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        if (_reminding) return;
        _reminding = true;
        this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).GoOn(log, "arm the reminder", _key);
    }

    private async Task EndHolds(CancellationToken stop)
    {
        if (_keeper.Lost) return;
        _keeper.Look();
        _watched = 0;   // a timer may fire a moment too soon: the same end is then waited for again
        await Settled();
    }

    /// <summary>One call to the feed at a time; what changes meanwhile travels with the next, so a slow desk costs a sale nothing.</summary>
    private void Tell()
    {
        if (_telling) return;
        _telling = true;
        TellAsync().GoOn(log, "tell the desk", _key);
    }

    private async Task TellAsync()
    {
        Activity.Current = null;   // it goes on for whoever comes next: no part of one shopper's trace
        try
        {
            for (long told = 0; told < Stock.Sequence && !_keeper.Lost;)
            {
                await Task.Yield();   // collects what this turn still appends
                var view = Stock.View(_sku);
                await _keeper.Settled();
                if (IsShown) await GrainFactory.GetGrain<IFeedGrain>(Keys.Shop(_key)).StockChanged(view);
                told = view.Sequence;
                if (_keeper.SnapshotDue) await SnapshotAsync(CancellationToken.None);
            }
        }
        finally
        {
            _telling = false;
        }
    }

    /// <summary>Written beside the grain's turns: a large state takes a while, and shoppers are waiting.</summary>
    private Task SnapshotAsync(CancellationToken stop) =>
        _keeper.SnapshotAsync(copy => Task.Run(() => StockSnapshot.Write(copy), stop), stop);
}
