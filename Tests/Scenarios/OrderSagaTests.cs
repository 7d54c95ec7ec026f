using Commerce.Orders;
using Commerce.Payments;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>An order through all its grains, with calls lost, payments late, taps doubled and the process restarted.</summary>
public sealed class OrderSagaTests : IAsyncLifetime
{
    private static readonly Yen Price = new(19_800);
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_paid_order_has_sold_its_unit_emptied_the_cart_and_told_the_customer()
    {
        var order = await (await Checkout.OfSneakers(_shop)).Buy();

        Assert.Equal(OrderStatus.Paid, order.Status);
        Assert.Contains(order.Number, (await _shop.Line.Next()).Body, StringComparison.Ordinal);
        await SoldOnce();
    }

    [OneProcessFact]
    public async Task Ten_taps_in_two_tabs_make_one_order_and_one_payment()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => checkout.Place()));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => checkout.Open()));
        _shop.Stripe.Pay(checkout.OrderId);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => checkout.Settle()));

        Assert.All(replies, reply => Assert.Equal((null, checkout.OrderId), (reply.Refused, reply.Order!.OrderId)));
        Assert.Equal((1, 1), (_shop.Stripe.Intents, _shop.Stripe.Charges));
        await SoldOnce();
    }

    /// <summary>A crash at a step looks like this to the others: the call never came, or it was done and nobody heard the answer.</summary>
    [OneProcessTheory]
    [InlineData("IStockGrain.Hold")]
    [InlineData("IStockGrain.Extend")]
    [InlineData("IStockGrain.Commit")]
    [InlineData("ICartGrain.Look")]
    [InlineData("ICartGrain.Bought")]
    [InlineData("ICustomerGrain.Remember")]
    [InlineData("IOutboxGrain.Enqueue")]
    [InlineData("IOrderGrain.Place")]
    [InlineData("IOrderGrain.PaymentAnswered")]
    [InlineData("IOrderGrain.PaymentStirred")]
    public async Task Whatever_step_is_lost_the_order_is_paid_once_and_told_once(string step)
    {
        foreach (var done in new[] { false, true })
        {
            await using var shop = await ShopHost.OpenAsync();
            var checkout = await Checkout.OfSneakers(shop);
            if (done) shop.Ear.LoseAnswer(step);
            else shop.Ear.LoseCall(step);

            await checkout.Buy();
            Assert.Equal(OrderStatus.Paid, (await checkout.Tick()).Status);
            await shop.Line.Next();
            var stock = await shop.Stock("P4").Look();
            Assert.Equal((1, 0, 9, 1, 1), (stock.Sold, stock.Held, stock.Free, shop.Stripe.Charges, shop.Line.Count));
            Assert.Empty((await shop.Cart.Look()).Lines);
        }
    }

    [OneProcessTheory]
    [InlineData(PaymentVerb.Create, true)]
    [InlineData(PaymentVerb.Create, false)]
    [InlineData(PaymentVerb.Ask, true)]
    [InlineData(PaymentVerb.Ask, false)]
    public async Task No_answer_from_stripe_is_asked_for_again_and_charges_once(PaymentVerb verb, bool done)
    {
        var checkout = await Checkout.OfSneakers(_shop);
        if (done) _shop.Stripe.LoseAnswer(verb);
        else _shop.Stripe.LoseRequest(verb);

        await checkout.Place();
        while ((await checkout.Open())?.ClientSecret is null) Assert.NotNull(await checkout.Order.NextPaymentTask());
        _shop.Stripe.Pay(checkout.OrderId);
        await checkout.Settle();

        Assert.Equal(OrderStatus.Paid, (await checkout.Tick()).Status);
        Assert.Equal((1, 1), (_shop.Stripe.Intents, _shop.Stripe.Charges));
    }

    [OneProcessFact]
    public async Task A_payment_whose_webhook_and_shopper_are_lost_is_noticed_after_a_restart()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Place();
        await checkout.Open();
        _shop.Stripe.Pay(checkout.OrderId);
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));

        Assert.Equal(OrderStatus.Paid, (await checkout.Tick()).Status);
        await SoldOnce();
    }

    [OneProcessFact]
    public async Task An_order_that_nobody_asks_about_again_is_finished_by_its_own_reminder()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Place();
        await checkout.Open();
        _shop.Stripe.Pay(checkout.OrderId);
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1), times: 60);
        await _shop.Ear.Hears("IOrderGrain.PaymentAnswered");

        Assert.Equal(OrderStatus.Paid, (await checkout.Order.Look())!.Status);
        await SoldOnce();
    }

    [OneProcessFact]
    public async Task An_unpaid_order_ends_with_its_hold_and_can_no_longer_be_paid()
    {
        var checkout = await Unpaid();

        Assert.Equal(OrderStatus.Expired, (await checkout.Tick()).Status);
        Assert.False(_shop.Stripe.Pay(checkout.OrderId));
        Assert.Equal(10, (await _shop.Stock("P4").Look()).Free);
        Assert.Single((await _shop.Cart.Look()).Lines);
    }

    [OneProcessFact]
    public async Task Money_after_the_hold_gets_the_unit_while_it_is_there()
    {
        _shop.Stripe.Deaf = PaymentVerb.Cancel;   // from before the clock moves: the order's reminder may come at once
        var checkout = await Unpaid();
        Assert.Equal(OrderStatus.Expired, (await checkout.Tick()).Status);

        Assert.True(_shop.Stripe.Pay(checkout.OrderId));
        Assert.Equal(OrderStatus.Paid, (await checkout.Settle()).Status);
        await SoldOnce();
    }

    [OneProcessFact]
    public async Task Money_after_the_hold_goes_back_once_when_the_unit_is_gone()
    {
        _shop.Stripe.Deaf = PaymentVerb.Cancel;   // from before the clock moves: the order's reminder may come at once
        var checkout = await Unpaid();
        await checkout.Tick();
        for (var i = 0; i < 10; i++) Assert.Null((await _shop.Stock("P4").Hold(new($"other-{i}", $"buyer-{i}", 1))).Refused);

        Assert.True(_shop.Stripe.Pay(checkout.OrderId));
        await checkout.Settle();
        var order = await checkout.Tick();
        Assert.Equal((OrderStatus.Expired, Price, Yen.Zero), (order.Status, order.Payment.Refunded, order.Payment.RefundOwed));
        Assert.Equal(Price, _shop.Stripe.Refunded);
        Assert.Equal(10, (await _shop.Stock("P4").Look()).Held);
    }

    [OneProcessFact]
    public async Task Cancelling_a_paid_order_gives_money_unit_and_allowance_back_once()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Buy();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => checkout.Order.Cancel(new(new("owner", "asked by phone")))));
        await checkout.Payments.Run(checkout.OrderId);

        var order = (await checkout.Order.Look())!;
        Assert.Equal((OrderStatus.Cancelled, Price, Price), (order.Status, order.Payment.Refunded, _shop.Stripe.Refunded));
        Assert.Equal(10, (await _shop.Stock("P4").Look()).Free);
        Assert.Null((await _shop.Cart.Add(new("again", "P4", 1))).Refused);
    }

    [OneProcessFact]
    public async Task What_is_owed_after_an_order_had_come_to_rest_is_done_by_its_reminder()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Buy();
        await checkout.Tick();
        await _shop.StopThenAsync(() => { });
        await checkout.Tick();
        _shop.Stripe.Deaf = PaymentVerb.Refund;
        Assert.Null((await checkout.Order.Refund(new("r1", new(800), new("owner", "a scratch")))).Refused);
        await checkout.Payments.Run(checkout.OrderId);
        Assert.Equal(Yen.Zero, _shop.Stripe.Refunded);

        _shop.Stripe.Deaf = null;
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));
        await _shop.Ear.Hears("IRemindable.ReceiveReminder");
        await _shop.Ear.Hears("IOrderGrain.PaymentAnswered");
        Assert.Equal(new Yen(800), _shop.Stripe.Refunded);
    }

    /// <summary>However often it is asked for and whatever is lost on the way: the customer hears of one refund once, with its amount.</summary>
    [OneProcessTheory]
    [InlineData("IOutboxGrain.Enqueue", false)]
    [InlineData("IOutboxGrain.Enqueue", true)]
    [InlineData("IOrderGrain.PaymentAnswered", false)]
    [InlineData("IOrderGrain.PaymentAnswered", true)]
    public async Task A_refund_is_told_of_once_whatever_step_is_lost(string step, bool done)
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Buy();
        await checkout.Tick();
        await _shop.Line.Next();
        if (done) _shop.Ear.LoseAnswer(step);
        else _shop.Ear.LoseCall(step);

        for (var i = 0; i < 2; i++) Assert.Null((await checkout.Order.Refund(new("r1", new(800), new("owner", "a scratch")))).Refused);
        await checkout.Tick();
        await checkout.Tick();   // what was lost in the first run is done in the second
        var told = await _shop.Line.Next();
        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));
        await checkout.Tick();

        Assert.Contains("¥800 をご返金いたしました", told.Body, StringComparison.Ordinal);
        Assert.Equal((2, new Yen(800)), (_shop.Line.Count, _shop.Stripe.Refunded));

        // A second refund is a notice of its own.
        Assert.Null((await checkout.Order.Refund(new("r2", new(300), new("owner", "another scratch")))).Refused);
        await checkout.Tick();
        Assert.Contains("¥300 をご返金いたしました", (await _shop.Line.Next()).Body, StringComparison.Ordinal);
    }

    /// <summary>Placed, opened, and left until its hold is over.</summary>
    private async Task<Checkout> Unpaid()
    {
        var checkout = await Checkout.OfSneakers(_shop);
        await checkout.Place();
        await checkout.Open();
        _shop.Clock.Advance(TimeSpan.FromMinutes(16));
        return checkout;
    }

    private async Task SoldOnce()
    {
        var stock = await _shop.Stock("P4").Look();
        Assert.Equal((1, 0, 9), (stock.Sold, stock.Held, stock.Free));
        Assert.Equal(1, _shop.Stripe.Charges);
        Assert.Empty((await _shop.Cart.Look()).Lines);
    }
}
