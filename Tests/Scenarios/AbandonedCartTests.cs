using Commerce.Messaging;
using Commerce.Orders;
using Commerce.Tests.Support;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Scenarios;

/// <summary>A cart left behind brings its owner back by LINE: never twice, and never after the purchase.</summary>
public sealed class AbandonedCartTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private ShopHost _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopHost.OpenAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_cart_left_alone_brings_one_message_with_what_is_in_it()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 2));
        _shop.Clock.Advance(Hour);
        var message = await _shop.Line.Next();

        Assert.Equal(ShopHost.Hanako, message.To);
        Assert.Contains("T-SHIRT", message.Body);
        Assert.Contains("https://liff.line.me/1234567890-AbcdEfgh/cart", message.Body);

        await _shop.Ear.Hears("IOutboxGrain.Settle");
        await _shop.PassAsync(24 * Hour, times: 3);
        Assert.Equal(SendOutcome.Accepted, Assert.Single((await _shop.Outbox.Look()).Settled).Outcome);
        Assert.Equal(1, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task Touching_the_cart_puts_the_message_off()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        _shop.Clock.Advance(Hour / 2);
        await _shop.Cart.Add(new("tap-2", "P2", 1));

        _shop.Clock.Advance(Hour / 2);
        await _shop.Ear.Hears("IRemindable.ReceiveReminder");
        Assert.Empty((await _shop.Outbox.Look()).Waiting);

        await _shop.PassAsync(Hour / 20);
        Assert.Contains("焼菓子", (await _shop.Line.Next()).Body);
    }

    [OneProcessFact]
    public async Task A_purchase_takes_back_a_message_that_was_about_to_be_tried_again()
    {
        _shop.Line.Answers(SendOutcome.Unknown);
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        _shop.Clock.Advance(Hour);
        await _shop.Line.Next();
        await _shop.Ear.Hears("IOutboxGrain.Settle");
        await _shop.RunEnded();

        await _shop.Cart.Bought(new("order-1", [new("P1", 1)]));
        _shop.Clock.Advance(TimeSpan.FromSeconds(1));
        await _shop.Ear.Hears("IOutboxGrain.Settle");

        Assert.Equal(SendOutcome.Withdrawn, Assert.Single((await _shop.Outbox.Look()).Settled).Outcome);
        Assert.Equal(1, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task While_a_checkout_is_under_way_the_message_waits_and_after_the_purchase_it_is_taken_back()
    {
        await _shop.Settings.Put(new(Settings with { RemindAfter = TimeSpan.FromMinutes(1) }, 1));
        var cart = (await _shop.Cart.Add(new("tap-1", "P1", 1))).Cart;
        var order = _shop.Grains.GetGrain<IOrderGrain>(Keys.Of(ShopHost.Shop, OrderIds.Of(ShopHost.Shop, ShopHost.Hanako, cart.CheckoutKey)));
        Assert.Null((await order.Place(new(ShopHost.Hanako, cart.CheckoutKey, cart.Quote.Total, Hanako))).Refused);

        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await _shop.RunEnded();
        Assert.Equal("cart-reminder.1.1", Assert.Single((await _shop.Outbox.Look()).Waiting).MessageId);

        await _shop.Cart.Bought(new("order-1", [new("P1", 1)]));
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await _shop.RunEnded();
        Assert.Equal(SendOutcome.Withdrawn, Assert.Single((await _shop.Outbox.Look()).Settled).Outcome);
        Assert.Equal(0, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task After_a_purchase_or_when_emptied_no_reminder_is_left()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        await _shop.Cart.Bought(new("order-1", [new("P1", 1)]));
        await _shop.Cart.Add(new("tap-2", "P2", 1));
        await _shop.Cart.SetQuantity(new("tap-3", "P2", 0));

        await _shop.PassAsync(Hour);
        Assert.Equal(new([], []), await _shop.Outbox.Look(), (a, b) => a.Waiting.SequenceEqual(b.Waiting) && a.Settled.SequenceEqual(b.Settled));
    }

    [OneProcessFact]
    public async Task Who_has_blocked_the_account_is_not_written_to()
    {
        await _shop.Customer.Friendship(new(false, _shop.Clock.GetUtcNow()));
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        _shop.Clock.Advance(Hour);
        await _shop.Ear.Hears("IOutboxGrain.Settle");

        Assert.Equal(SendOutcome.Withdrawn, Assert.Single((await _shop.Outbox.Look()).Settled).Outcome);
        Assert.Equal(0, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task A_cart_of_which_nothing_can_be_bought_any_more_sends_nothing()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        await _shop.Stock("P1").Adjust(new("gone", -10, Actor.System));
        _shop.Clock.Advance(Hour);
        await _shop.Ear.Hears("IOutboxGrain.Settle");

        Assert.Equal(0, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task A_crash_between_cart_and_outbox_sends_the_message_after_the_restart_and_once()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        _shop.Ear.LoseCall("IOutboxGrain.Enqueue");
        _shop.Clock.Advance(Hour);
        await _shop.Ear.Hears("IRemindable.ReceiveReminder");

        await _shop.StopThenAsync(() => _shop.Clock.Advance(TimeSpan.FromMinutes(1)));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));
        await _shop.Line.Next();
        Assert.Equal(1, _shop.Line.Count);
    }

    [OneProcessFact]
    public async Task A_message_whose_time_came_while_the_shop_was_down_is_sent_when_it_is_up()
    {
        await _shop.Cart.Add(new("tap-1", "P1", 1));
        await _shop.StopThenAsync(() => _shop.Clock.Advance(3 * Hour));
        await _shop.PassAsync(TimeSpan.FromSeconds(1));

        await _shop.Line.Next();
        Assert.Equal(1, _shop.Line.Count);
    }
}
