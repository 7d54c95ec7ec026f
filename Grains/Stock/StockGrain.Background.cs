using Commerce.Feed;

namespace Commerce.Stock;

/// <summary>What the grain does between calls: ending holds on time, telling the desk, taking snapshots.</summary>
internal sealed partial class StockGrain
{
    private const string Reminder = "holds";
    private const int SnapshotEvery = 20_000;   // entries; a few ms of replay

    private IGrainTimer? _timer;
    private long _watched;          // the end (ticks) that the timer waits for
    private bool _reminding, _telling;
    private long _snapshotAt;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Begin();
        await _durable;
        if (_stock.Held == 0 && await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        _reminding = _stock.Held > 0;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lost) return;
        await _durable;
        await Snapshot(cancellationToken);
    }

    /// <summary>
    /// Holds end at the clock's word on every access; the timer makes the freed unit visible when nobody asks, and the reminder
    /// does so after a crash.
    /// </summary>
    private void WatchEnds()
    {
        if (!_stock.Ends.TryPeek(out _, out var end) || end.Until == _watched) return;
        _watched = end.Until;
        var wait = new DateTimeOffset(end.Until, TimeSpan.Zero) - clock.GetUtcNow();
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        _timer ??= this.RegisterGrainTimer(EndHolds, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
        if (_reminding) return;
        _reminding = true;
        this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)).GoOn(log, "arm the reminder", _key);
    }

    private async Task EndHolds(CancellationToken stop)
    {
        if (_lost) return;
        Begin();
        _watched = 0;   // a timer may fire a moment too soon: the same end is then waited for again
        WatchEnds();
        await Durable(_durable);
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
        try
        {
            for (long told = 0; told < _stock.Sequence && !_lost;)
            {
                await Task.Yield();   // collects what this turn still appends
                var view = _stock.View(_sku);
                await _durable;
                await GrainFactory.GetGrain<IFeedGrain>(Keys.Shop(_key)).StockChanged(view);
                told = view.Sequence;
                if (_stock.Sequence - _snapshotAt >= SnapshotEvery) await Snapshot(CancellationToken.None);
            }
        }
        finally
        {
            _telling = false;
        }
    }

    private Task Snapshot(CancellationToken stop)
    {
        if (_snapshotAt == _stock.Sequence) return Task.CompletedTask;
        _snapshotAt = _stock.Sequence;
        return journal.SnapshotAsync(_key, _epoch, _stock.Sequence, StockSnapshot.Write(_stock), stop);
    }
}
