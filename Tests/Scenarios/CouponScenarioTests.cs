using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Tests.Support;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Scenarios;

/// <summary>Coupon limits under a crowd, and coupons and points through the life of an order: spent once, returned once.</summary>
public sealed class CouponScenarioTests : IAsyncLifetime
{
    private const string Code = "AKI500";
    private static readonly Actor Owner = new("owner", "秋の感謝祭");
    private ShopHost _shop = null!;

    private ICouponGrain Coupon => _shop.Grains.GetGrain<ICouponGrain>(Keys.Of(ShopHost.Shop, Code));

    private IPointsGrain Points => _shop.Grains.GetGrain<IPointsGrain>(Keys.Of(ShopHost.Shop, ShopHost.Hanako));

    public async Task InitializeAsync()
    {
        _shop = await ShopHost.OpenAsync();
        Assert.Null((await _shop.Settings.Put(new(Settings with { Points = new(1) }, 1))).Refused);
        await PutAsync(new() { Name = "500円引き", Kind = CouponKind.Amount, Value = 500, PerPersonLimit = 1 });
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessFact]
    public async Task A_limit_of_a_hundred_holds_under_a_thousand_redemptions_at_once()
    {
        await PutAsync(new() { Name = "先着100名", Kind = CouponKind.Amount, Value = 500, TotalLimit = 100, PerPersonLimit = 1 }, version: 1);

        // 500 people, each with two orders at the same time.
        var replies = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => Holder($"U{n / 2}").Redeem(new($"order-{n}", Code))));

        var refused = replies.Where(reply => reply.Refused is not null).CountBy(reply => reply.Refused!.Reason).ToDictionary();
        Assert.Equal(100, replies.Count(reply => reply.Refused is null));
        Assert.Equal(100, (await Coupon.Look())!.Used);
        Assert.Equal(900, refused.GetValueOrDefault(Reason.CouponUsedUp) + refused.GetValueOrDefault(Reason.CouponOverPersonCap));
        var uses = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Holder($"U{n}").Look()));
        Assert.All(uses, person => Assert.InRange(person.Uses.Length, 0, 1));
    }

    [OneProcessTheory]
    [InlineData("ICouponGrain.Take")]
    [InlineData("ICouponGrain.GiveBack")]
    [InlineData("ICouponGrain.Forget")]
    [InlineData("ICouponHolderGrain.Redeem")]
    [InlineData("ICouponHolderGrain.Return")]
    public async Task Whatever_call_is_lost_a_redemption_counts_once_and_comes_back_once(string call)
    {
        foreach (var done in new[] { false, true })
        {
            var order = $"order-{done}";
            if (done) _shop.Ear.LoseAnswer(call);
            else _shop.Ear.LoseCall(call);

            await StubbornAsync(() => Holder(ShopHost.Hanako).Redeem(new(order, Code)));
            Assert.Equal(1, (await Coupon.Look())!.Used);
            await StubbornAsync(() => Holder(ShopHost.Hanako).Return(new(order)));
            await StubbornAsync(() => Holder(ShopHost.Hanako).Return(new(order)));
            Assert.Equal(0, (await Coupon.Look())!.Used);
        }
    }

    [OneProcessFact]
    public async Task An_order_pays_less_by_its_coupon_and_points_and_earns_on_delivery()
    {
        await Points.Adjust(new("gift", 1_000, 365, Owner));
        var checkout = await ChosenAsync();
        var order = await checkout.Buy();

        Assert.Equal((OrderStatus.Paid, new Yen(18_300)), (order.Status, order.Payment.Captured));
        Assert.Equal((1L, 0), ((await Coupon.Look())!.Used, (await Points.Look()).Balance));
        await checkout.Order.Ship(new("ヤマト運輸", "1234", Owner));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => checkout.Order.Deliver(new(Owner))));

        Assert.Equal(183, (await Points.Look()).Balance);
    }

    [OneProcessFact]
    public async Task Cancelling_returns_coupon_and_points_once()
    {
        await Points.Adjust(new("gift", 1_000, 365, Owner));
        var checkout = await ChosenAsync();
        await checkout.Buy();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => checkout.Order.Cancel(new(Owner))));

        Assert.Equal((0L, 1_000), ((await Coupon.Look())!.Used, (await Points.Look()).Balance));
        Assert.Single((await Points.Look()).Ledger, entry => entry.Kind == PointEntryKind.Returned);
    }

    [OneProcessTheory]
    [InlineData("ICouponHolderGrain.Redeem")]
    [InlineData("IPointsGrain.Spend")]
    [InlineData("ICouponHolderGrain.Return")]
    [InlineData("IPointsGrain.Return")]
    public async Task Whatever_step_is_lost_an_order_spends_once_and_its_cancelling_returns_once(string step)
    {
        foreach (var done in new[] { false, true })
        {
            await using var shop = await ShopHost.OpenAsync();
            Assert.Null((await shop.Settings.Put(new(Settings with { Points = new(1) }, 1))).Refused);
            var coupon = shop.Grains.GetGrain<ICouponGrain>(Keys.Of(ShopHost.Shop, Code));
            var points = shop.Grains.GetGrain<IPointsGrain>(Keys.Of(ShopHost.Shop, ShopHost.Hanako));
            await coupon.Put(new(new() { Name = "500円引き", Kind = CouponKind.Amount, Value = 500 }, 0, Owner));
            await points.Adjust(new("gift", 1_000, 365, Owner));
            var checkout = await ChosenAsync(shop, points: 1_000);
            if (done) shop.Ear.LoseAnswer(step);
            else shop.Ear.LoseCall(step);

            Assert.Equal(OrderStatus.Paid, (await checkout.Buy()).Status);
            Assert.Equal((1L, 0, 1), ((await coupon.Look())!.Used, (await points.Look()).Balance, shop.Stripe.Charges));
            await checkout.Cancel(Owner);
            Assert.Equal(OrderStatus.Cancelled, (await checkout.Tick()).Status);
            Assert.Equal((0L, 1_000, 10), ((await coupon.Look())!.Used, (await points.Look()).Balance, (await shop.Stock("P4").Look()).Free));
        }
    }

    [OneProcessFact]
    public async Task A_coupon_that_is_used_up_between_cart_and_order_refuses_the_order_and_releases_its_units()
    {
        await PutAsync(new() { Name = "先着1名", Kind = CouponKind.Amount, Value = 500, TotalLimit = 1 }, version: 1);
        var checkout = await ChosenAsync(points: 0);
        _shop.Ear.LoseCall("IStockGrain.Hold");
        await Assert.ThrowsAnyAsync<Exception>(() => checkout.Order.Place(checkout.Request));   // placed, its units not held yet
        Assert.Null((await Holder("U2").Redeem(new("faster", Code))).Refused);

        var order = await checkout.Tick();

        Assert.Equal((OrderStatus.Refused, Reason.CouponUsedUp), (order.Status, order.Refused!.Reason));
        Assert.Equal(10, (await _shop.Stock("P4").Look()).Free);
        Assert.Equal(0, _shop.Stripe.Intents);
        Assert.Equal(1, (await Coupon.Look())!.Used);
    }

    [OneProcessFact]
    public async Task Money_that_comes_late_spends_the_coupon_again_or_goes_back()
    {
        foreach (var taken in new[] { false, true })
        {
            await using var shop = await ShopHost.OpenAsync();
            var coupon = shop.Grains.GetGrain<ICouponGrain>(Keys.Of(ShopHost.Shop, Code));
            await coupon.Put(new(new() { Name = "先着1名", Kind = CouponKind.Amount, Value = 500, TotalLimit = 1 }, 0, Owner));
            shop.Stripe.Deaf = Commerce.Payments.PaymentVerb.Cancel;
            var checkout = await ChosenAsync(shop, points: 0);
            await checkout.Place();
            await checkout.Open();
            shop.Clock.Advance(TimeSpan.FromMinutes(16));
            Assert.Equal(OrderStatus.Expired, (await checkout.Tick()).Status);
            Assert.Equal(0, (await coupon.Look())!.Used);
            if (taken) await shop.Grains.GetGrain<ICouponHolderGrain>(Keys.Of(ShopHost.Shop, "U2")).Redeem(new("faster", Code));

            Assert.True(shop.Stripe.Pay(checkout.OrderId));
            await checkout.Settle();
            var order = await checkout.Tick();

            Assert.Equal(taken ? OrderStatus.Expired : OrderStatus.Paid, order.Status);
            Assert.Equal(taken ? new Yen(19_300) : Yen.Zero, shop.Stripe.Refunded);
            Assert.Equal((1L, taken ? 10 : 9), ((await coupon.Look())!.Used, (await shop.Stock("P4").Look()).Free));
        }
    }

    [OneProcessFact]
    public async Task Coming_back_to_the_cart_from_an_unpaid_order_shows_the_same_price()
    {
        await Points.Adjust(new("gift", 1_000, 365, Owner));
        var checkout = await ChosenAsync();
        await checkout.Place();

        var cart = await _shop.Cart.Look();

        Assert.Empty(cart.Chosen!.Refused);
        Assert.Equal((new Yen(18_300), 1_000), (cart.Quote.Total, cart.Chosen.PointsBalance));
        Assert.Null((await checkout.Place()).Refused);
    }

    [OneProcessFact]
    public async Task A_choice_that_does_not_hold_is_named_and_changes_nothing()
    {
        var before = (await _shop.Cart.Add(new("tap-1", "P1", 1))).Cart;

        foreach (var (choices, why) in new (Commerce.Carts.CartChoices, Reason)[]
        {
            (new(CouponCode: "NOPE"), Reason.UnknownCoupon), (new(CouponCode: "あき"), Reason.UnknownCoupon), (new(Points: 1), Reason.NotEnoughPoints),
            (new(WrappingId: "gold"), Reason.UnknownWrapping), (new(Points: -1), Reason.BadRequest),
            (new(Prefecture: "東京"), Reason.BadRequest), (new(PostalCode: "123"), Reason.BadRequest),
        })
        {
            var reply = await _shop.Cart.Choose(new($"k-{choices}", choices));
            Assert.Equal(why, reply.Refused?.Reason ?? Reason.Unknown);
            Assert.Equal(before.CheckoutKey, reply.Cart.CheckoutKey);
        }
    }

    [OneProcessFact]
    public async Task Choices_sent_twice_are_one_change_and_make_another_checkout()
    {
        var before = (await _shop.Cart.Add(new("tap-1", "P4", 1))).Cart;
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _shop.Cart.Choose(new("choose-1", new(CouponCode: " aki500 ")))));

        Assert.All(replies, reply => Assert.Equal((null, new Yen(500), replies[0].Cart.CheckoutKey), (reply.Refused, reply.Cart.Quote.Discount, reply.Cart.CheckoutKey)));
        Assert.NotEqual(before.CheckoutKey, replies[0].Cart.CheckoutKey);
        Assert.Equal(Reason.KeyReused, (await _shop.Cart.Choose(new("choose-1", new()))).Refused?.Reason);
    }

    private Task<Checkout> ChosenAsync(int points = 1_000) => ChosenAsync(_shop, points);

    /// <summary>Sneakers at 19,800, less 500 and points.</summary>
    private static async Task<Checkout> ChosenAsync(ShopHost shop, int points)
    {
        await shop.Cart.Add(new("tap-1", "P4", 1));
        var reply = await shop.Cart.Choose(new("choose-1", new(CouponCode: Code, Points: points)));
        Assert.Null(reply.Refused);
        return Checkout.Of(shop, reply.Cart);
    }

    private async Task PutAsync(CouponTerms terms, int version = 0) => Assert.Null((await Coupon.Put(new(terms, version, Owner))).Refused);

    private ICouponHolderGrain Holder(string customer) => _shop.Grains.GetGrain<ICouponHolderGrain>(Keys.Of(ShopHost.Shop, customer));

    private static async Task StubbornAsync(Func<Task<UseReply>> ask)
    {
        for (var tried = 0; ; tried++)
        {
            try
            {
                Assert.Null((await ask()).Refused);
                return;
            }
            catch (IOException) when (tried < 3)
            {
                // lost on the way: once more
            }
        }
    }
}
