using Commerce.Customers;
using Commerce.Orders;
using Commerce.Payments;

namespace Commerce.Messaging;

/// <summary>
/// Shell: the event and a reminder of it are stored before the webhook is answered; then the work is done on its own, and again
/// after a crash. Whatever it calls is idempotent by the event's id.
/// </summary>
[GrainType("inbox")]
internal sealed class InboxGrain([PersistentState("inbox")] IPersistentState<InboxState> stored, TimeProvider clock)
    : Grain, IInboxGrain, IRemindable
{
    private const string Open = "open";
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private string Shop => Keys.Shop(this.GetPrimaryKeyString());

    private string EventId => Keys.Rest(Keys.Rest(this.GetPrimaryKeyString()));

    public async Task Receive(InboundEvent happened)
    {
        if (stored.State.Event is not null) return;
        await this.RegisterOrUpdateReminder(Open, Again, Again);
        await this.StoreAsync(stored, InboxRules.Receive(stored.State, happened, clock.GetUtcNow()));
        this.RegisterGrainTimer(WorkAsync, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("inbox", status);
        if (stored.State.Event is not null && clock.GetUtcNow() - stored.State.ReceivedAt < InboxRules.Remembered)
        {
            await WorkAsync();
            return;
        }

        // Never stored, because the process ended in between, or old enough to be forgotten.
        await stored.ClearStateAsync();
        if (await this.GetReminder(Open) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private async Task WorkAsync()
    {
        if (stored.State is not { Event: { } happened }) return;
        if (!stored.State.Done)
        {
            if (!await DoAsync(happened)) return;   // the reminder asks again
            await this.StoreAsync(stored, stored.State with { Done = true });
        }

        await this.RegisterOrUpdateReminder(Open, InboxRules.Remembered, TimeSpan.FromDays(1));
    }

    /// <summary>False: somebody outside did not answer.</summary>
    private async Task<bool> DoAsync(InboundEvent happened)
    {
        switch (happened.Kind)
        {
            case InboundKind.PaymentStirred:
                await GrainFactory.GetGrain<IOrderGrain>(Keys.Of(Shop, happened.Subject)).PaymentStirred();
                return true;
            case InboundKind.IntentStirred:
                return await GrainFactory.GetGrain<IPaymentDispatcherGrain>(Keys.Of(Shop, happened.Subject)).StirIntent(happened.Subject);
            case InboundKind.PayeeStirred:
                return (await GrainFactory.GetGrain<IPayeeDispatcherGrain>(Shop).Check()).Refused?.Reason != Reason.ProviderSilent;
            default:
                await Talk(happened);
                return true;
        }
    }

    private async Task Talk(InboundEvent happened)
    {
        var customer = Keys.Of(Shop, happened.Subject);
        if (happened.Kind is InboundKind.Followed or InboundKind.Blocked)
        {
            await GrainFactory.GetGrain<ICustomerGrain>(customer).Friendship(new(happened.Kind == InboundKind.Followed, happened.At));
        }

        if (InboxRules.Answer(happened) is not { } purpose) return;
        await GrainFactory.GetGrain<IOutboxGrain>(customer)
            .Enqueue(new($"{purpose}.{EventId}", purpose, happened.Subject, happened.ReplyToken));
    }
}
