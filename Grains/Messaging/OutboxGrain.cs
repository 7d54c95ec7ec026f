using Microsoft.Extensions.Logging;

namespace Commerce.Messaging;

/// <summary>
/// Shell over <see cref="OutboxRules"/>. It only stores: the dispatcher sends, and is started without being waited for. A timer
/// starts it again for a short pause, a reminder after a crash.
/// </summary>
[GrainType("outbox")]
internal sealed class OutboxGrain(
    [PersistentState("outbox")] IPersistentState<OutboxState> stored, TimeProvider clock, ILogger<OutboxGrain> log)
    : Grain, IOutboxGrain, IRemindable
{
    private const string Waiting = "waiting";
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private IGrainTimer? _timer;
    private bool _running, _again, _reminding;

    private string Shop => Keys.Shop(this.GetPrimaryKeyString());

    private string Customer => Keys.Rest(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _timer = this.RegisterGrainTimer(
            () => { Run(); return Task.CompletedTask; }, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task Enqueue(EnqueueRequest request)
    {
        var next = OutboxRules.Enqueue(stored.State, request, clock.GetUtcNow());
        if (!next.Waiting.IsEmpty) await RemindAsync();
        await this.StoreAsync(stored, next);
        Run();
    }

    public Task<OutgoingMessage?> Next() => Task.FromResult(
        OutboxRules.Next(stored.State, clock.GetUtcNow()) is { } message ? OutboxRules.Outgoing(Shop, Customer, message) : null);

    public Task Fix(FixRequest request) => this.StoreAsync(stored, OutboxRules.Fix(stored.State, request, clock.GetUtcNow()));

    public async Task Settle(SettleRequest request)
    {
        OutboxMetrics.Settled(stored.State, request, clock.GetUtcNow());
        await this.StoreAsync(stored, OutboxRules.Settle(stored.State, request, clock.GetUtcNow()));
        Schedule(TimeSpan.Zero);
        await EndReminderAsync();
    }

    public Task<OutboxView> Look() => Task.FromResult(
        new OutboxView([.. stored.State.Waiting.Select(m => OutboxRules.Outgoing(Shop, Customer, m))], stored.State.Settled));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("outbox", status);
        _reminding = true;
        Run();
        await EndReminderAsync();
    }

    /// <summary>One run at a time: two would send one reply twice. What arrives meanwhile makes it run once more.</summary>
    private void Run()
    {
        _again = true;
        if (_running) return;
        if (OutboxRules.Next(stored.State, clock.GetUtcNow()) is null)
        {
            Schedule(TimeSpan.Zero);   // a timer may fire a moment too soon
            return;
        }

        _running = true;
        RunAsync().GoOn(log, "send the messages", this.GetPrimaryKeyString());
    }

    private async Task RunAsync()
    {
        var pause = AfterFailure;
        try
        {
            while (_again)
            {
                _again = false;
                await GrainFactory.GetGrain<IOutboxDispatcherGrain>(Shop).Run(Customer);
            }

            pause = TimeSpan.Zero;
        }
        finally
        {
            _running = false;
            Schedule(pause);
        }
    }

    private void Schedule(TimeSpan atLeast)
    {
        if (_running || OutboxRules.NextAt(stored.State) is not { } at) return;
        var wait = at - clock.GetUtcNow();
        _timer?.Change(wait > atLeast ? wait : atLeast, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Before a message is stored: from then on it leaves, whatever happens to this process.</summary>
    private async Task RemindAsync()
    {
        if (_reminding) return;
        await this.RegisterOrUpdateReminder(Waiting, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        _reminding = true;
    }

    private async Task EndReminderAsync()
    {
        if (!stored.State.Waiting.IsEmpty || !_reminding) return;
        _reminding = false;
        if (await this.GetReminder(Waiting) is { } reminder) await this.UnregisterReminder(reminder);
    }
}
