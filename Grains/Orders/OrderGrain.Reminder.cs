namespace Commerce.Orders;

/// <summary>The order's reminder: every minute while something is owed or awaited, seldom while only a day is waited for, not at rest.</summary>
internal sealed partial class OrderGrain
{
    private const string Reminder = "order";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private TimeSpan? _pace;   // as it was armed by this activation; null: not, or not known

    /// <summary>"Look again": the order may have run out of time, or a crash left something owed.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("order", status);
        await Commit(OrderRules.Tick(Order, clock.GetUtcNow()));
        Publish();
        var wait = OrderRules.LookAgain(Order, clock.GetUtcNow()) ?? (_published < Order.Version ? Minute : null);
        if (wait is not null) await PaceAsync(wait.Value);
        else if (await this.GetReminder(Reminder) is { } reminder)
        {
            _pace = null;
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>Armed before anything is stored that must be finished: the order finishes by itself, whatever happens to this process.</summary>
    private Task ArmAsync(TimeSpan? wait) => wait is { } sooner && (_pace is null || sooner < _pace) ? PaceAsync(sooner) : Task.CompletedTask;

    private async Task PaceAsync(TimeSpan wait)
    {
        if (wait == _pace) return;
        await this.RegisterOrUpdateReminder(Reminder, wait, wait);
        _pace = wait;
    }
}
