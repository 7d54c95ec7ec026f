using Commerce.Orders;
using Commerce.Payments;
using Commerce.Promotions;
using Commerce.Stock;

namespace Commerce.Tests.Scenarios;

/// <summary>What the shop had before an order: the order is judged by what it changed.</summary>
internal sealed record Before(int Sold, int Units, long CouponsUsed);

/// <summary>One order and the people around it, who try again when a call fails and start the host again when it is dead.</summary>
internal sealed class SagaRun(ShopHost shop, FaultPoints faults, string orderId, PlaceOrderRequest request, Before before)
{
    public const string Code = "AKI500";
    public const int PointsHeld = 1_000, PointsSpent = 300;
    private const int MostTaps = 6;
    private static readonly Actor Owner = new("owner", "asked by phone");

    private IOrderGrain Order => shop.Grains.GetGrain<IOrderGrain>(Keys.Of(ShopHost.Shop, orderId));

    private IPaymentDispatcherGrain Payments => shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(ShopHost.Shop, orderId));

    public Task PlaceAsync() => Stubborn(() => Order.Place(request));

    public async Task OpenAsync()
    {
        PaymentTicket? ticket = null;
        for (var tap = 0; tap < 4 && ticket?.ClientSecret is null; tap++) await Stubborn(async () => ticket = await Payments.Open(orderId));
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

    public Task StirAsync(int times) => Stubborn([.. Enumerable.Repeat(async () =>
    {
        await Order.PaymentStirred();
        await Payments.Run(orderId);
    }, times)]);

    public Task CancelAsync() => Stubborn(async () =>
    {
        await Order.Cancel(new(Owner));
        await Payments.Run(orderId);
    });

    /// <summary>Staff look again until it is authorised, and capture it.</summary>
    public Task CaptureAsync() => Stubborn(async () =>
    {
        await Order.Capture(new(Owner));
        await Payments.Run(orderId);
    });

    public Task DeliverAsync() => Stubborn(async () =>
    {
        await Order.Ship(new("ヤマト運輸", "1234", Owner));
        await Order.Deliver(new(Owner));
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

    /// <summary>A stock that was being opened when a test moved the clock by minutes gives up; whoever asks again is answered.</summary>
    private static async Task<T> AnsweredAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (OperationCanceledException)
        {
            return await ask();
        }
    }

    public async Task CheckAsync(OrderStatus? expected, string? failed)
    {
        var order = (await Order.Look())!;
        var (charges, captured, refunded) = shop.Stripe.Of(orderId);
        var stock = await AnsweredAsync(shop.Stock("P1").Look);
        var story = $"{failed}: {order.Status}, {charges} charges, {captured} in, {refunded} back, {stock.Sold - before.Sold} sold";
        if (expected is not null) Assert.True(expected == order.Status, story);
        Assert.True(charges <= 1, story);
        Assert.Equal((captured, refunded), (order.Payment.Captured, order.Payment.Refunded));
        Assert.True(stock.Held == 0 && stock.Free + stock.Sold == before.Units, story);
        Assert.Null(await Order.NextPaymentTask());
        var isPaid = order.Status is OrderStatus.Paid or OrderStatus.Delivered;
        if (isPaid) Assert.True(charges == 1 && captured == request.ExpectedTotal && refunded == Yen.Zero && stock.Sold - before.Sold == 1, story);
        else
        {
            Assert.True(order.Status is OrderStatus.Expired or OrderStatus.Cancelled, story);
            Assert.True(captured == refunded && stock.Sold == before.Sold && shop.Stripe.IsClosed(orderId), story);
        }

        await CheckBenefitsAsync(order, isPaid, story);
    }

    /// <summary>Coupon and points are spent once by what is paid, and are all there again after what is not.</summary>
    private async Task CheckBenefitsAsync(OrderView order, bool isPaid, string story)
    {
        var person = Keys.Of(ShopHost.Shop, request.CustomerId);
        var uses = (await shop.Grains.GetGrain<ICouponHolderGrain>(person).Look()).Uses;
        var used = (await shop.Grains.GetGrain<ICouponGrain>(Keys.Of(ShopHost.Shop, Code)).Look())!.Used - before.CouponsUsed;
        var points = await shop.Grains.GetGrain<IPointsGrain>(person).Look();
        var earned = order.Status == OrderStatus.Delivered ? order.Quote.PointsToEarn : 0;
        story += $", coupon {used} ({string.Join(' ', uses.Select(use => use.Standing))}), points {string.Join(' ', points.Ledger.Select(entry => $"{entry.Kind} {entry.Points}"))}";

        Assert.True(used == (isPaid ? 1 : 0) && uses.Count(use => use.Standing == CouponUseStanding.Redeemed) == used, story);
        Assert.True(uses.All(use => use.Standing is CouponUseStanding.Redeemed or CouponUseStanding.Returned), story);
        Assert.True(points.Balance == PointsHeld - (isPaid ? PointsSpent : 0) + earned && points.Balance == points.Ledger.Sum(entry => entry.Points), story);
        Assert.True(Count(PointEntryKind.Spent) - Count(PointEntryKind.Returned) == used && Count(PointEntryKind.Earned) == (earned > 0 ? 1 : 0), story);

        int Count(PointEntryKind kind) => points.Ledger.Count(entry => entry.Kind == kind);
    }

    private Task TickAsync() => Stubborn(async () =>
    {
        await Order.AsReference<IRemindable>().ReceiveReminder("order", default);
        await Payments.Run(orderId);
    });

    /// <summary>All at once; those that are lost once more, on another host if theirs is dead.</summary>
    private async Task Stubborn(params Func<Task>[] acts)
    {
        for (var tap = 1; acts.Length > 0; tap++)
        {
            var heard = await Task.WhenAll(acts.Select(act => IsHeardAsync(act, isLastTap: tap == MostTaps)));
            if (faults.IsDead) await shop.StopThenAsync(() => { });
            acts = [.. acts.Where((_, i) => !heard[i])];
        }
    }

    private async Task<bool> IsHeardAsync(Func<Task> act, bool isLastTap)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception lost) when (!isLastTap && (faults.IsDead || lost is IOException or StockJournalException || lost.InnerException is IOException))
        {
            return false;
        }
    }
}
