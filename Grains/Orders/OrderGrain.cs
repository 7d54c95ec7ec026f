using Commerce.Carts;
using Commerce.Customers;
using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.Logging;

namespace Commerce.Orders;

using OrderDecision = Decision<Refusal?, OrderEvent>;

/// <summary>
/// Shell: asks <see cref="OrderRules"/>, stores, then does what the order owes to other grains. It never waits for the outside:
/// that is the payment dispatcher's work.
/// </summary>
[GrainType("order")]
internal sealed partial class OrderGrain(
    [PersistentState("order")] IPersistentState<OrderState> stored,
    IOrderBook book,
    TimeProvider clock,
    ILogger<OrderGrain> log) : Grain, IOrderGrain, IRemindable
{
    private string _shop = "", _orderId = "";

    private OrderState Order => stored.State;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _shop = Keys.Shop(this.GetPrimaryKeyString());
        _orderId = Keys.Rest(this.GetPrimaryKeyString());
        if (Order.Exists) Publish();   // whatever was stored but not told before the last activation ended
        return Task.CompletedTask;
    }

    public async Task<OrderReply> Place(PlaceOrderRequest request)
    {
        var (bad, recipient) = RecipientRules.Check(request.Recipient);
        if (bad is not null) return new(bad, null);
        var (wrong, details) = DetailsRules.Check(request.Details ?? OrderDetails.None);
        if (wrong is not null) return new(wrong, null);
        request = request with { Recipient = recipient, Details = details };
        if (Order.Exists) return await Commit(new(OrderRules.Again(Order, request)));

        if (await PaymentDoor.RefusalAsync(GrainFactory, _shop, request.CustomerId, request.Payment) is { } closed) return new(closed, null);
        var cart = await GrainFactory.GetGrain<ICartGrain>(Keys.Of(_shop, request.CustomerId)).Look();
        if (await Frame(request.CustomerId) is not { } frame) return new(new(Reason.UnknownShop, _shop), null);
        var decision = OrderRules.Place(request, cart, frame, clock.GetUtcNow());
        if (decision.Events.IsEmpty) return new(decision.Reply, null);

        var reply = await Commit(decision);
        return reply with { Refused = Order.Refused };
    }

    public Task<OrderView?> Look() => Task.FromResult(View());

    public Task<OrderReply> Cancel(CancelOrderRequest request) => Commit(OrderRules.Cancel(Order, request, clock.GetUtcNow()));

    public async Task<OrderReply> Capture(CaptureOrderRequest request)
    {
        var rate = (await GrainFactory.GetGrain<IShopGrain>(_shop).Look())?.Settings.Plan is { } plan ? plan.Rate() : Order.Payment.FeeRate;
        return await Commit(OrderRules.Capture(Order, request, rate, clock.GetUtcNow()));
    }

    public Task<OrderReply> Ship(ShipOrderRequest request) => Commit(OrderRules.Ship(Order, request, clock.GetUtcNow()));

    public Task<OrderReply> CheckShip(ShipOrderRequest request) => Task.FromResult(Reply(OrderRules.Ship(Order, request, clock.GetUtcNow())));

    public Task<OrderReply> Deliver(DeliverOrderRequest request) => Commit(OrderRules.Deliver(Order, request, clock.GetUtcNow()));

    public Task<OrderReply> Refund(RefundOrderRequest request) => Commit(OrderRules.Refund(Order, request, clock.GetUtcNow()));

    public async Task<PaperReply> IssuePaper(IssuePaperRequest request)
    {
        var reply = await Commit(PaperRules.Issue(Order, request, clock.GetUtcNow()));
        return new(reply.Refused, reply.Refused is null ? PaperRules.Find(Order, request.Number) : null);
    }

    public Task<Paper?> Paper(string? number) => Task.FromResult(PaperRules.Find(Order, number));

    public Task<PaymentTask?> NextPaymentTask() => Task.FromResult(OrderRules.NextTask(Order));

    /// <summary>
    /// Does not ask the provider for more: the dispatcher that brings an answer looks for the next task itself, and where there was no
    /// answer, asking at once would only hammer the provider; the reminder asks again.
    /// </summary>
    public Task<OrderReply> PaymentAnswered(PaymentAnswer answer) => Keep(OrderRules.Heard(Order, answer, clock.GetUtcNow()));

    public async Task PaymentStirred()
    {
        await Commit(OrderRules.Stirred(Order));
        // A payment that the order has not heard of is heard of by opening it again, with the same key.
        if (Order.Payment.IntentId is null) AskProvider(alsoOpen: true);
    }

    private async Task<OrderReply> Commit(OrderDecision decision)
    {
        var reply = await Keep(decision);
        AskProvider();
        return reply;
    }

    private async Task<OrderReply> Keep(OrderDecision decision)
    {
        await Store(decision.Events);
        await PayOwed();
        return Reply(decision);
    }

    private OrderReply Reply(OrderDecision decision) =>
        new(decision.Reply, View()) { Already = decision.Reply is null && decision.Events.IsEmpty };

    private async Task Store(ImmutableArray<OrderEvent> events)
    {
        if (events.IsEmpty) return;
        var next = events.Aggregate(Order, OrderRules.Apply);
        await ArmAsync(OrderRules.LookAgain(next, clock.GetUtcNow()));
        await this.StoreAsync(stored, next);
        Publish();
    }

    private async Task<OrderFrame?> Frame(string customerId)
    {
        if (await GrainFactory.GetGrain<IShopGrain>(_shop).Look() is not { } shop) return null;
        var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(shop.Settings.TimeZone));
        var number = OrderIds.Number(_shop, _orderId, DateOnly.FromDateTime(local.DateTime));
        var customer = await GrainFactory.GetGrain<ICustomerGrain>(Keys.Of(_shop, customerId)).Look();
        return new(
            _orderId, number, shop.Settings.Capture == CaptureMode.Manual, customer.Segments,
            shop.Settings.Plan.Rate(), shop.Settings.ShopperCancels)
        {
            Shop = shop,
        };
    }

    private OrderView? View() => Order.Exists ? OrderViews.Of(Order) : null;
}
