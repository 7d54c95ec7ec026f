using Commerce.Carts;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Tests.Support;

namespace Commerce.Tests.Scenarios;

/// <summary>
/// Stories of an order with one fault in them, at every point where one can be, and schedules of webhooks by lot. The same shop for all of
/// them: each run is an order of a new customer, and is judged by what it changed.
/// </summary>
public sealed class SagaFaultTests : IAsyncLifetime
{
    private const int MostPoints = 400;
    private static readonly Yen Total = new(2_160);
    private readonly FaultPoints _faults = new();
    private ShopHost _shop = null!;
    private int _customers;

    public async Task InitializeAsync()
    {
        _shop = await ShopHost.OpenAsync(furnish: _faults.AddTo);
        Assert.Null((await _shop.Stock("P1").Adjust(new("plenty", 5_000, Actor.System))).Refused);
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [OneProcessTheory]
    [InlineData("paid", PaymentMethod.Card)]
    [InlineData("paid and cancelled", PaymentMethod.Card)]
    [InlineData("by hand", PaymentMethod.Card)]
    [InlineData("by hand, forgotten", PaymentMethod.Card)]
    [InlineData("left", PaymentMethod.Card)]
    [InlineData("deposit", PaymentMethod.Konbini)]
    [InlineData("voucher lapsed", PaymentMethod.Konbini)]
    public async Task Wherever_a_story_is_cut_off_it_ends_paid_once_or_released_once(string story, PaymentMethod method)
    {
        var points = 0;
        if (story.StartsWith("by hand", StringComparison.Ordinal))
        {
            Assert.Null((await _shop.Settings.Put(new(Rules.KagetsudoShop.Settings with { Capture = Commerce.Shops.CaptureMode.Manual }, 1))).Refused);
        }

        for (; points < MostPoints; points++)
        {
            var run = await StartAsync(method);
            _shop.Stripe.CaptureBefore = story == "by hand, forgotten" ? _shop.Clock.GetUtcNow().AddMinutes(2) : null;
            _faults.Arm(points);
            await TellAsync(story, run);
            _faults.Disarm();
            await run.RestAsync();

            var expected = story switch
            {
                "paid" or "deposit" or "by hand" => OrderStatus.Paid,
                "paid and cancelled" => OrderStatus.Cancelled,
                _ => OrderStatus.Expired,
            };
            await run.CheckAsync(expected, _faults.Failed);
            if (_faults.Failed is null) break;
        }

        Assert.InRange(points, 20, MostPoints - 1);
    }

    /// <summary>The shopper's browser, webhooks one to three times each and at once, the reminder and a cancelling owner, in any order.</summary>
    [OneProcessFact]
    public async Task Whatever_comes_in_whatever_order_ends_paid_once_or_released_once()
    {
        var random = new Random(51);
        for (var round = 0; round < 20; round++)
        {
            var run = await StartAsync(PaymentMethod.Card);
            await run.PlaceAsync();
            List<Func<Task>> acts = [run.OpenAsync, run.PayAsync, .. Enumerable.Range(0, 5).Select(_ => (Func<Task>)(() => run.StirAsync(random.Next(1, 4))))];
            if (random.Next(3) == 0) acts.Add(run.CancelAsync);
            foreach (var act in acts.OrderBy(_ => random.Next()).ToArray())
            {
                _faults.Arm(random.Next(60));
                await act();
                _faults.Disarm();
            }

            await run.OpenAsync();
            await run.PassAsync(TimeSpan.FromMinutes(16));
            await run.RestAsync();
            await run.CheckAsync(null, $"round {round}");
        }
    }

    private static async Task TellAsync(string story, Run run)
    {
        await run.PlaceAsync();
        await run.OpenAsync();
        switch (story)
        {
            case "paid":
                await run.PayAsync();
                await run.StirAsync(2);
                break;
            case "paid and cancelled":
                await run.PayAsync();
                await run.StirAsync(1);
                await run.CancelAsync();
                await run.CancelAsync();
                break;
            case "by hand":
                await run.PayAsync();
                await run.StirAsync(1);
                await run.CaptureAsync();
                await run.CaptureAsync();
                break;
            case "by hand, forgotten":
                await run.PayAsync();
                await run.StirAsync(1);
                await run.PassAsync(TimeSpan.FromMinutes(3));
                break;
            case "deposit":
                await run.VoucherAsync();
                await run.StirAsync(2);
                await run.PayAsync();
                await run.StirAsync(2);
                break;
            case "voucher lapsed":
                await run.VoucherAsync();
                await run.StirAsync(1);
                await run.PassAsync(TimeSpan.FromMinutes(3));
                break;
            default:
                await run.PassAsync(TimeSpan.FromMinutes(16));
                break;
        }
    }

    private async Task<Run> StartAsync(PaymentMethod method)
    {
        var customer = $"U{++_customers:x32}";
        var cart = (await _shop.Grains.GetGrain<ICartGrain>(Keys.Of(ShopHost.Shop, customer)).Add(new("tap", "P1", 1))).Cart;
        Assert.Equal(Total, cart.Quote.Total);
        return new(
            _shop, OrderIds.Of(ShopHost.Shop, customer, cart.CheckoutKey),
            new(customer, cart.CheckoutKey, Total, Rules.KagetsudoShop.Hanako, new(method)), (await _shop.Stock("P1").Look()).Sold);
    }

    /// <summary>One order and the people around it, who try again when a call fails.</summary>
    private sealed class Run(ShopHost shop, string orderId, PlaceOrderRequest request, int soldBefore)
    {
        private IOrderGrain Order => shop.Grains.GetGrain<IOrderGrain>(Keys.Of(ShopHost.Shop, orderId));

        private IPaymentDispatcherGrain Payments => shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(ShopHost.Shop, orderId));

        public Task<OrderReply> PlaceAsync() => Stubborn(() => Order.Place(request));

        public async Task OpenAsync()
        {
            for (var tap = 0; tap < 4; tap++)
            {
                if ((await Ticket())?.ClientSecret is not null) return;
            }
        }

        public Task PayAsync()
        {
            if (shop.Stripe.Knows(orderId)) shop.Stripe.Pay(orderId);
            return Task.CompletedTask;
        }

        public Task VoucherAsync()
        {
            shop.Stripe.IssueVoucher(orderId, shop.Clock.GetUtcNow().AddMinutes(2));
            return Task.CompletedTask;
        }

        public Task StirAsync(int times) => Task.WhenAll(Enumerable.Range(0, times).Select(_ => Stubborn(async () =>
        {
            await Order.PaymentStirred();
            await Payments.Run(orderId);
        })));

        public Task CancelAsync() => Stubborn(async () =>
        {
            await Order.Cancel(new(new("owner", "asked by phone")));
            await Payments.Run(orderId);
        });

        /// <summary>Staff look again until it is authorised, and capture it.</summary>
        public Task CaptureAsync() => Stubborn(async () =>
        {
            await Order.Capture(new(new("owner", "ready to ship")));
            await Payments.Run(orderId);
        });

        public async Task PassAsync(TimeSpan time)
        {
            shop.Clock.Advance(time);
            await TickAsync();
        }

        /// <summary>Its reminder comes a few times more.</summary>
        public async Task RestAsync()
        {
            for (var tick = 0; tick < 3; tick++) await TickAsync();
            if ((await Order.Look())!.Status != OrderStatus.Confirmed) return;
            await CaptureAsync();   // what was cut off before it was authorised is captured now
            await TickAsync();
        }

        public async Task CheckAsync(OrderStatus? expected, string? failed)
        {
            var order = (await Order.Look())!;
            var (charges, captured, refunded) = shop.Stripe.Of(orderId);
            var stock = await shop.Stock("P1").Look();
            var story = $"{failed}: {order.Status}, {charges} charges, {captured} in, {refunded} back, {stock.Sold - soldBefore} sold";
            if (expected is not null) Assert.True(expected == order.Status, story);
            Assert.True(charges <= 1, story);
            Assert.Equal((captured, refunded), (order.Payment.Captured, order.Payment.Refunded));
            Assert.Equal(0, stock.Held);
            Assert.Null(await Order.NextPaymentTask());
            if (order.Status is OrderStatus.Paid) Assert.True(charges == 1 && captured == Total && refunded == Yen.Zero && stock.Sold - soldBefore == 1, story);
            else
            {
                Assert.True(order.Status is OrderStatus.Expired or OrderStatus.Cancelled, story);
                Assert.True(captured == refunded && stock.Sold == soldBefore && shop.Stripe.IsClosed(orderId), story);
            }
        }

        private Task TickAsync() => Stubborn(async () =>
        {
            await Order.AsReference<IRemindable>().ReceiveReminder("order", default);
            await Payments.Run(orderId);
        });

        private Task<PaymentTicket?> Ticket() => Stubborn(() => Payments.Open(orderId));

        private static async Task Stubborn(Func<Task> act) => await Stubborn(async () =>
        {
            await act();
            return 0;
        });

        private static async Task<T> Stubborn<T>(Func<Task<T>> act)
        {
            for (var tap = 1; ; tap++)
            {
                try
                {
                    return await act();
                }
                catch (Exception lost) when (tap < 4 && (lost is IOException || lost.InnerException is IOException))
                {
                    // lost on the way: once more
                }
            }
        }
    }
}
