using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>
/// Stands between an order and the provider: no grain with a state waits for the outside. One of it per order, wherever it is asked from,
/// so that what belongs to one order goes out one after the other, and orders do not wait for each other.
/// </summary>
[GrainType("payment-dispatcher"), Reentrant]
internal sealed class PaymentDispatcherGrain(IPaymentGateway gateway, IPaymentFinder finder, PaymentsOptions options, TimeProvider clock) : Grain, IPaymentDispatcherGrain
{
    /// <summary>More steps than any order has at once: a loop that does not end is a bug, not a load.</summary>
    private const int MostSteps = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Turns _turns = new();

    public Task Run(string orderId) => _turns.Take(orderId, () => Work(orderId));

    public Task<PaymentTicket?> Open(string orderId) => _turns.Take(orderId, () => TicketAsync(orderId));

    public async Task<bool> StirIntent(string intentId)
    {
        var atPlatform = Shop == PaymentsOptions.PlatformInbox;
        var channels = atPlatform ? null : await Channels();
        if (channels is null && !atPlatform) return true;
        using var patience = new CancellationTokenSource(Patience, clock);
        var found = await finder.FindAsync(channels, intentId, patience.Token);
        if (!found.IsKnown) return false;
        if (found is { Shop: { } shop, OrderId: { } orderId } && Keys.IsPart(shop) && Keys.IsPart(orderId) && (atPlatform || shop == Shop))
            await GrainFactory.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)).PaymentStirred();
        return true;
    }

    private async Task<PaymentTicket?> TicketAsync(string orderId)
    {
        if (await Channels() is not { } channels) return null;
        for (var step = 0; step < MostSteps; step++)
        {
            if (await Order(orderId).Look() is not { Status: OrderStatus.AwaitingPayment } order) return null;
            var task = await Order(orderId).NextPaymentTask();
            if (task is { Verb: not (PaymentVerb.Create or PaymentVerb.Ask) })
            {
                await Work(orderId);
                continue;
            }

            task ??= Ask(order);
            return Ticket(channels, await Do(channels, task));
        }

        return null;
    }

    private async Task Work(string orderId)
    {
        if (await Channels() is not { } channels) return;
        for (var step = 0; step < MostSteps && await Order(orderId).NextPaymentTask() is { } task; step++)
        {
            var answer = await Do(channels, task);
            if (answer.Answer.Standing == PaymentStanding.Unknown) return;   // the order's reminder asks again
        }
    }

    private async Task<GatewayAnswer> Do(ShopChannels channels, PaymentTask task)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        var answer = await Fill(task) is { } whole
            ? await gateway.DoAsync(channels, Shop, whole, patience.Token)
            : new(new(task.Verb, task.Key, PaymentStanding.Unknown, task.IntentId, Yen.Zero, Yen.Zero, null, null), null);

        // Before the order hears of it: afterwards nobody would ask again for the card.
        if (answer.Kept is { } card && await Order(task.OrderId).Look() is { } order)
            await GrainFactory.GetGrain<IWalletGrain>(Keys.Of(Shop, order.CustomerId)).Kept(new(card, answer.Answer.Payee is not null));
        await Order(task.OrderId).PaymentAnswered(answer.Answer);
        return answer;
    }

    /// <summary>What the order does not know of an opening: who is paid, and who the provider's customer is. Null: the provider did not say.</summary>
    private async Task<PaymentTask?> Fill(PaymentTask task)
    {
        if (task.Verb != PaymentVerb.Create) return task;
        if (options.IsConnected && (await GrainFactory.GetGrain<IPayeeGrain>(Shop).Look()).Account is { } account)
            task = task with { Payee = account.AccountId };
        if (task.Method == PaymentMethod.Konbini && await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is { } shop)
            return task with { DepositDays = shop.Settings.KonbiniDays };
        if (task is not { CustomerId: { } customer } || !(task.SaveCard || task.CardId is not null)) return task;
        return await GrainFactory.GetGrain<IWalletDispatcherGrain>(Keys.Of(Shop, customer)).Open() is { } payer ? task with { PayerId = payer } : null;
    }

    private PaymentTicket Ticket(ShopChannels channels, GatewayAnswer answer) => new(
        answer.Answer.Standing, answer.ClientSecret, answer.Answer.Payee is null ? channels.StripePublishableKey : options.PlatformPublishableKey,
        answer.CardId, answer.Method, answer.Answer.Voucher);

    private static PaymentTask Ask(OrderView order) =>
        new(PaymentVerb.Ask, order.OrderId + ".ask", order.OrderId, order.Number, order.Payment.IntentId, Yen.Zero, CaptureLater: false, Payee: order.Payment.Payee);

    private string Shop => Keys.Shop(this.GetPrimaryKeyString());

    private Task<ShopChannels?> Channels() => GrainFactory.GetGrain<IShopGrain>(Shop).Channels();

    private IOrderGrain Order(string orderId) => GrainFactory.GetGrain<IOrderGrain>(Keys.Of(Shop, orderId));
}
