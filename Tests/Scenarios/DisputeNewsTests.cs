using Commerce.Messaging;
using Commerce.Payments;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>News that name only the provider's id of a payment find their order, also when the provider is silent at first.</summary>
public sealed class DisputeNewsTests : IAsyncLifetime
{
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task Order_is_told_of_a_dispute_at_its_payment()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Place();
        await checkout.Open();

        await TellAsync("event-1", "pi_1");
        await _shop.Ear.Hears("IOrderGrain.PaymentStirred");
    }

    [OneProcessFact]
    public async Task Silence_of_the_provider_is_asked_again_by_the_reminder()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Place();
        await checkout.Open();
        _shop.Stripe.LoseFinding();

        await TellAsync("event-1", "pi_1");
        await _shop.Ear.Hears("IPaymentDispatcherGrain.StirIntent");
        await _shop.PassAsync(TimeSpan.FromMinutes(1));
        await _shop.Ear.Hears("IOrderGrain.PaymentStirred");
    }

    [OneProcessFact]
    public async Task Payment_of_nobody_is_nothing_to_the_shop()
    {
        var dispatcher = _shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(ShopHost.Shop, "pi_nobody"));
        Assert.True(await dispatcher.StirIntent("pi_nobody"));
    }

    private async Task TellAsync(string eventId, string intent)
    {
        await _shop.Inbox(eventId).Receive(new(InboundKind.IntentStirred, intent, _shop.Clock.GetUtcNow(), "charge.dispute.created", null));
        _shop.Clock.Advance(TimeSpan.Zero);
    }
}
