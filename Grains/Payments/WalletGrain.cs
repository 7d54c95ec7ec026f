using Microsoft.Extensions.Logging;

namespace Commerce.Payments;

/// <summary>Shell over <see cref="WalletRules"/>. A forgotten card is on its way out until the provider has let go of it.</summary>
[GrainType("wallet")]
internal sealed class WalletGrain(
    [PersistentState("wallet")] IPersistentState<WalletState> stored, PaymentsOptions options, ILogger<WalletGrain> log)
    : Grain, IWalletGrain, IRemindable
{
    private const string Reminder = "leaving";

    public Task<WalletView> Look() => Task.FromResult(WalletRules.View(stored.State, options.IsConnected));

    public async Task<WalletView> Forget(ForgetCardRequest request)
    {
        await Store(WalletRules.Forget(stored.State, request.CardId));
        return await Look();
    }

    public async Task<WalletView> Opened(WalletOpened opened)
    {
        await Store(WalletRules.Opened(stored.State, opened));
        return await Look();
    }

    public Task Kept(CardKept kept) => Store(WalletRules.Kept(stored.State, kept));

    public Task<LeavingCard?> NextLeaving() => Task.FromResult(stored.State.Leaving.FirstOrDefault());

    public Task Left(LeavingCard card) => Store(WalletRules.Left(stored.State, card));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ReminderMetrics.Ticked("wallet", status);
        if (stored.State.Leaving.IsEmpty)
        {
            if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
            return;
        }

        Run();
    }

    private async Task Store(WalletState next)
    {
        // Armed before it is stored: whatever happens to this process, the provider hears of it.
        var leaves = next.Leaving.Length > stored.State.Leaving.Length;
        if (leaves) await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        await this.StoreAsync(stored, next);
        if (leaves) Run();
    }

    private void Run() =>
        GrainFactory.GetGrain<IWalletDispatcherGrain>(this.GetPrimaryKeyString()).Run().GoOn(log, "forget a card at the provider", this.GetPrimaryKeyString());
}
