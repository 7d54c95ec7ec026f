using Microsoft.Extensions.Options;
using Orleans.Activations;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>
/// Delivers reminders with one timer for all of them. A tick is delivered first and its next due time stored after, so a host
/// that dies in between delivers it again rather than never; one that was down delivers the missed tick once, late.
/// </summary>
internal sealed class ReminderService(
    IReminderStore store, IGrainFactory grains, TimeProvider time, EmbeddedRuntime runtime, IOptions<ReminderOptions> options)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // After a long stop many are due at once: their grains are woken a few at a time.
    private const int MostAtOnce = 1024;

    private readonly Lock _gate = new();
    private readonly ReminderWindow _window = new();
    private readonly HashSet<long> _removedWhileReading = [];
    private ITimer? _timer;
    private TaskCompletionSource? _quiet;
    private long _nextRead;
    private int _delivering;
    private bool _reading;
    private bool _stopped;

    /// <summary>How many reminders are due so soon that they are held in memory.</summary>
    public int InMemory
    {
        get
        {
            lock (_gate) return _window.Count;
        }
    }

    private long Now => time.GetUtcNow().UtcTicks;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<ReminderService>(ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        var row = await store.UpsertAsync(grain, name, Now + dueTime.Ticks, period.Ticks);
        lock (_gate)
        {
            _window.Put(row);
            Arm();
        }

        return row;
    }

    public async Task UnregisterAsync(ReminderRow row)
    {
        if (!await store.DeleteAsync(row))
        {
            throw new ReminderException($"Reminder \"{row.Name}\" of {row.Grain} has been registered anew since it was fetched. Fetch it again.");
        }

        lock (_gate)
        {
            if (_window.IsSame(row)) _window.Remove(row);
            if (_reading) _removedWhileReading.Add(row.Etag);
        }
    }

    /// <summary>When every tick that was due has been delivered and its next time stored.</summary>
    public Task WhenQuietAsync()
    {
        lock (_gate)
        {
            if (_delivering == 0) return Task.CompletedTask;
            if (_quiet is null or { Task.IsCompleted: true }) _quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _quiet.Task;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static self => ((ReminderService)self!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        OnTimer();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Dispose();
        }

        await WhenQuietAsync().WaitAsync(cancellationToken);
    }

    private void OnTimer()
    {
        ReadAhead();
        lock (_gate) DeliverDue();
    }

    private void ReadAhead()
    {
        long from, before;
        lock (_gate)
        {
            if (_stopped || _reading || Now < _nextRead) return;
            _reading = true;
            from = _window.Horizon;
            before = Now + options.Value.ReminderLoadingWindow.Ticks;

            // Moved before reading: what is registered meanwhile belongs into the window.
            _window.Horizon = before;
        }

        try
        {
            Add(store.DueBetween(from, before));
        }
        catch (Exception thrown)
        {
            runtime.Log.RemindersUnread(thrown);
            lock (_gate)
            {
                _window.Horizon = from;
                _nextRead = Now + TimeSpan.FromSeconds(10).Ticks;
                _reading = false;
            }
        }
    }

    private void Add(List<ReminderRow> read)
    {
        lock (_gate)
        {
            foreach (var row in read)
            {
                if (!_removedWhileReading.Contains(row.Etag)) _window.PutRead(row);
            }

            _removedWhileReading.Clear();
            _nextRead = Now + options.Value.RefreshReminderListPeriod.Ticks;
            _reading = false;
        }
    }

    // Under the gate.
    private void DeliverDue()
    {
        while (!_stopped && _delivering < MostAtOnce && _window.TakeDue(Now) is { } row)
        {
            _delivering++;
            _ = DeliverAsync(row);
        }

        Arm();
    }

    private async Task DeliverAsync(ReminderRow row)
    {
        // Off the gate and off the timer's thread.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var status = new TickStatus(new DateTime(row.FirstTick, DateTimeKind.Utc), new(row.Period), time.GetUtcNow().UtcDateTime);
            await grains.GetGrain<IRemindable>(row.Grain).ReceiveReminder(row.Name, status);
            await AdvanceAsync(row);
        }
        catch (SiloUnavailableException)
        {
            // The host is stopping: not delivered, so it stays due and is delivered after the next start.
        }
        catch (Exception thrown)
        {
            runtime.Log.ReminderFailed(row.Name, row.Grain, thrown);
            await AdvanceAsync(row);
        }

        lock (_gate)
        {
            _delivering--;
            DeliverDue();
            if (_delivering == 0) _quiet?.TrySetResult();
        }
    }

    private async Task AdvanceAsync(ReminderRow row)
    {
        var next = row with { NextDue = NextDue(row, Now) };
        lock (_gate)
        {
            if (!_window.IsSame(row)) return;
            _window.Put(next);
        }

        try
        {
            await store.AdvanceAsync(row, next.NextDue);
        }
        catch (Exception thrown)
        {
            // It ticks on in this process; after a restart it would come once more.
            runtime.Log.ReminderFailed(row.Name, row.Grain, thrown);
        }
    }

    /// <summary>The first tick of its grid that lies ahead: ticks that were missed are not made up for.</summary>
    private static long NextDue(ReminderRow row, long now)
    {
        var period = Math.Max(row.Period, TimeSpan.TicksPerMillisecond);
        return now < row.FirstTick ? row.FirstTick : row.FirstTick + ((((now - row.FirstTick) / period) + 1) * period);
    }

    // Under the gate.
    private void Arm()
    {
        if (_stopped || _timer is null) return;

        var wake = Math.Min(_delivering < MostAtOnce ? _window.NextDue ?? long.MaxValue : long.MaxValue, _nextRead);
        _timer.Change(TimeSpan.FromTicks(Math.Max(0, wake - Now)), Timeout.InfiniteTimeSpan);
    }
}
