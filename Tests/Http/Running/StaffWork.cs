using Commerce.Orders;
using Commerce.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http.Running;

/// <summary>Orders for staff to work on.</summary>
internal static class StaffWork
{
    /// <summary>A paid order of the shop, in the list of orders too.</summary>
    public static async Task<OrderView> PaidAsync(this RunningShop shop, HttpClient shopper, string sku, int quantity = 1)
    {
        var purchase = await new Purchase(shop, shopper).PlaceAsync(sku, quantity);
        await purchase.ConfirmAsync(("payment_method", "pm_card_visa"));

        // An answer that was on its way before the payment may be the first to come: the browser asks again too.
        var status = "";
        for (var i = 0; i < 10 && status != "paid"; i++) status = (await purchase.SettleAsync()).Text("status");
        Assert.Equal("paid", status);
        return await shop.ListedAsync(purchase.OrderId);
    }

    /// <summary>The list follows a moment after the order; here it has.</summary>
    public static async Task<OrderView> ListedAsync(this RunningShop shop, string orderId)
    {
        var order = (await shop.OrderOf(orderId).Look())!;
        await shop.Services.GetRequiredService<IOrderBook>().RecordAsync(RunningShop.Kagetsudo, order, CancellationToken.None);
        return order;
    }

    public static IOrderGrain OrderOf(this RunningShop shop, string orderId) =>
        shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, orderId));

    /// <summary>A refund that is given back at first, and that the provider then says has failed.</summary>
    public static async Task<OrderView> RefuseRefundAsync(this RunningShop shop, OrderView order, long amount)
    {
        var grain = shop.OrderOf(order.OrderId);
        Assert.Null((await grain.Refund(new("failing", new(amount), new("test", "傷")))).Refused);
        await shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(RunningShop.Kagetsudo, order.OrderId)).Run(order.OrderId);
        await grain.PaymentAnswered(new(
            PaymentVerb.Refund, $"{order.OrderId}.refund.failing", PaymentStanding.Rejected, order.Payment.IntentId, Yen.Zero, Yen.Zero, null, null));
        return await shop.ListedAsync(order.OrderId);
    }
}
