using Commerce.Orders;
using Commerce.Payments;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>A card that is kept once pays the next order, until its owner forgets it.</summary>
[Collection(Shared.Name)]
public sealed class WalletTests(RunningShop shop)
{
    private const string Cards = "/api/shops/kagetsudo/wallet/cards";

    [Fact]
    public async Task Wallet_is_for_its_owner_only()
    {
        using var nobody = shop.Anyone();
        Assert.Equal(401, (int)(await nobody.GetAsync(Cards)).StatusCode);
        using var shopper = await shop.ShopperAsync("カードのない人");
        Assert.Equal(0, (await shopper.LookAsync(Cards)).GetArrayLength());
        Assert.Equal(0, (await shopper.AskAsync(HttpMethod.Delete, Cards + "/pm_nobody", null, 200)).GetArrayLength());
    }

    [Fact]
    public async Task Card_is_kept_pays_again_and_is_forgotten_at_the_provider_too()
    {
        var person = await shop.PersonAsync("カードを残す人");
        var first = await OpenAsync(person, "first", new(PaymentMethod.Card, SaveCard: true));
        await ConfirmAsync(first, "pm_card_jcb");
        await SettleAsync(person, "first");

        using var shopper = shop.Anyone();
        shopper.DefaultRequestHeaders.Authorization = new("Bearer", await person.IdTokenAsync());
        var card = (await shopper.LookAsync(Cards)).EnumerateArray().Single();
        Assert.Equal(("jcb", "0505"), (card.Text("brand"), card.Text("last4")));

        var second = await OpenAsync(person, "second", new(PaymentMethod.Card, card.Text("cardId")));
        Assert.Equal(card.Text("cardId"), second.CardId);
        await ConfirmAsync(second, null);
        Assert.Equal(OrderStatus.Paid, (await SettleAsync(person, "second")).Status);

        Assert.Equal(0, (await shopper.AskAsync(HttpMethod.Delete, $"{Cards}/{card.Text("cardId")}", null, 200)).GetArrayLength());
        Assert.Equal(0, (await shopper.AskAsync(HttpMethod.Delete, $"{Cards}/{card.Text("cardId")}", null, 200)).GetArrayLength());
        await shop.Grains.GetGrain<IWalletDispatcherGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId)).Run();
        Assert.Null(await Wallet(person).NextLeaving());

        await AddAsync(person, "third");
        var refused = (await Order(person, "third").Place(await RequestAsync(person, new(PaymentMethod.Card, card.Text("cardId"))))).Refused;
        Assert.Equal(Reason.UnknownCard, refused?.Reason);
    }

    [Fact]
    public async Task Card_of_somebody_else_cannot_be_paid_with()
    {
        var owner = await shop.PersonAsync("持ち主");
        var ticket = await OpenAsync(owner, "first", new(PaymentMethod.Card, SaveCard: true));
        await ConfirmAsync(ticket, "pm_card_visa");
        await SettleAsync(owner, "first");
        var card = (await Wallet(owner).Look()).Cards.Single().CardId;

        var other = await shop.PersonAsync("他人");
        await AddAsync(other, "first");
        Assert.Equal(Reason.UnknownCard, (await Order(other, "first").Place(await RequestAsync(other, new(PaymentMethod.Card, card)))).Refused?.Reason);
    }

    [Fact]
    public async Task Voucher_of_a_convenience_store_is_waited_for_and_paid()
    {
        var person = await shop.PersonAsync("コンビニの人");
        var ticket = await OpenAsync(person, "first", new(PaymentMethod.Konbini));
        Assert.Equal(PaymentMethod.Konbini, ticket.Method);
        await ConfirmAsync(ticket, null,
            ("payment_method_data[type]", "konbini"), ("payment_method_data[billing_details][name]", "花子"),
            ("payment_method_data[billing_details][email]", "hanako@example.jp"));

        var waiting = await SettleAsync(person, "first");
        Assert.Equal(PaymentStanding.AwaitingDeposit, waiting.Payment.Standing);
        using var counter = shop.Anyone(declared: false);
        using var paid = await counter.PostAsync($"/sim/stripe/_sim/intents/{waiting.Payment.IntentId}/pay-voucher", null);
        paid.EnsureSuccessStatusCode();
        Assert.Equal((OrderStatus.Paid, new Yen(2_160)), ((await SettleAsync(person, "first")).Status, (await Order(person, "first").Look())!.Payment.Captured));
    }

    private async Task<PaymentTicket> OpenAsync(Person person, string key, PaymentChoice choice)
    {
        await AddAsync(person, key);
        var request = await RequestAsync(person, choice);
        _keys[(person.UserId, key)] = request.CheckoutKey;
        Assert.Null((await Order(person, key).Place(request)).Refused);
        return (await Dispatcher(person, key).Open(OrderId(person, key)))!;
    }

    private async Task AddAsync(Person person, string key)
    {
        var cart = shop.Grains.GetGrain<Commerce.Carts.ICartGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId));
        var added = await cart.Add(new($"{key}-tap", "P1", 1));
        Assert.Null(added.Refused);
        _keys[(person.UserId, key)] = added.Cart.CheckoutKey;
    }

    private async Task<PlaceOrderRequest> RequestAsync(Person person, PaymentChoice choice)
    {
        var cart = await shop.Grains.GetGrain<Commerce.Carts.ICartGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId)).Look();
        return new(person.UserId, cart.CheckoutKey, cart.Quote.Total, Rules.KagetsudoShop.Hanako, choice);
    }

    private async Task<OrderView> SettleAsync(Person person, string key)
    {
        await Order(person, key).PaymentStirred();
        await Dispatcher(person, key).Run(OrderId(person, key));
        return (await Order(person, key).Look())!;
    }

    private async Task ConfirmAsync(PaymentTicket ticket, string? card, params (string Name, string Value)[] fields)
    {
        var secret = ticket.ClientSecret!;
        using var stripe = shop.Anyone(declared: false);
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", ticket.PublishableKey);
        List<KeyValuePair<string, string>> form = [new("client_secret", secret), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))];
        if (card is not null) form.Add(new("payment_method", card));
        using var content = new FormUrlEncodedContent(form);
        using var answer = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", content);
        answer.EnsureSuccessStatusCode();
    }

    private readonly Dictionary<(string, string), string> _keys = [];

    private string OrderId(Person person, string key) => OrderIds.Of(RunningShop.Kagetsudo, person.UserId, _keys[(person.UserId, key)]);

    private IOrderGrain Order(Person person, string key) => shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, OrderId(person, key)));

    private IPaymentDispatcherGrain Dispatcher(Person person, string key) =>
        shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(RunningShop.Kagetsudo, OrderId(person, key)));

    private IWalletGrain Wallet(Person person) => shop.Grains.GetGrain<IWalletGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId));
}
