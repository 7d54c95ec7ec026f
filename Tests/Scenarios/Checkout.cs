using Commerce.Orders;
using Commerce.Payments;

namespace Commerce.Tests.Scenarios;

/// <summary>花子 buys one pair of sneakers, and does not give up when a call fails: she taps again.</summary>
internal sealed class Checkout(ShopHost shop, string orderId, PlaceOrderRequest request)
{
    private const int Taps = 4;

    public string OrderId => orderId;

    public PlaceOrderRequest Request => request;

    public IOrderGrain Order => shop.Grains.GetGrain<IOrderGrain>(Keys.Of(ShopHost.Shop, orderId));

    public IPaymentDispatcherGrain Payments => shop.Grains.GetGrain<IPaymentDispatcherGrain>(Keys.Of(ShopHost.Shop, orderId));

    public static async Task<Checkout> OfSneakers(ShopHost shop)
    {
        var cart = (await Stubborn(() => shop.Cart.Add(new("tap-1", "P4", 1)))).Cart;
        return Of(shop, cart);
    }

    /// <summary>What is in her cart now.</summary>
    public static Checkout Of(ShopHost shop, Commerce.Carts.CartView cart) => new(
        shop, OrderIds.Of(ShopHost.Shop, ShopHost.Hanako, cart.CheckoutKey),
        new(ShopHost.Hanako, cart.CheckoutKey, cart.Quote.Total, Rules.KagetsudoShop.Hanako));

    public Task<OrderReply> Place() => Stubborn(() => Order.Place(request));

    public Task<OrderReply> Cancel(Actor by) => Stubborn(() => Order.Cancel(new(by)));

    public Task<PaymentTicket?> Open() => Stubborn(() => Payments.Open(orderId));

    /// <summary>The browser comes back from Stripe.</summary>
    public Task<OrderView> Settle() => Stubborn(async () =>
    {
        await Order.PaymentStirred();
        await Payments.Run(orderId);
        return (await Order.Look())!;
    });

    /// <summary>The order's own reminder comes, and what it asks of Stripe is answered.</summary>
    public Task<OrderView> Tick() => Stubborn(async () =>
    {
        await Order.AsReference<IRemindable>().ReceiveReminder("order", default);
        await Payments.Run(orderId);
        return (await Order.Look())!;
    });

    public async Task<OrderView> Buy()
    {
        await Place();
        await Open();
        shop.Stripe.Pay(orderId);
        return await Settle();
    }

    private static async Task<T> Stubborn<T>(Func<Task<T>> act)
    {
        for (var tap = 1; ; tap++)
        {
            try
            {
                return await act();
            }
            catch (IOException) when (tap < Taps)
            {
                // lost on the way: once more
            }
        }
    }
}
