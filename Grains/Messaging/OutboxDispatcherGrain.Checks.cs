using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Messaging;

/// <summary>What is looked at again before a message leaves, and what it is made of. Nobody waits for this grain, so it may ask anybody.</summary>
internal sealed partial class OutboxDispatcherGrain
{
    private const int MostOrders = 3;

    private async Task<SendResult?> ObjectionAsync(string customerId, OutgoingMessage message, ShopChannels? channels)
    {
        if (channels is null) return new(SendOutcome.SlowDown, "the shop is not connected to LINE");
        if (message.ReplyToken is not null) return null;
        var customer = await GrainFactory.GetGrain<ICustomerGrain>(Keys.Of(Shop, customerId)).Look();
        if (customer.Friend == false) return new(SendOutcome.Withdrawn, "the customer has blocked the account");
        return message.Purpose == MessagePurpose.CartReminder ? await CartObjectionAsync(customerId, message) : null;
    }

    /// <summary>
    /// The order of the cart's checkout is asked too: it knows of a payment before the cart does, and while it waits for one the
    /// reminder waits with it.
    /// </summary>
    private async Task<SendResult?> CartObjectionAsync(string customerId, OutgoingMessage message)
    {
        var cart = GrainFactory.GetGrain<ICartGrain>(Keys.Of(Shop, customerId));
        if (!(await cart.Reminder(new(message.Subject))).Due) return new(SendOutcome.Withdrawn, "bought, emptied, touched again or nothing left to buy");

        var checkout = (await cart.Look()).CheckoutKey;
        var order = await GrainFactory.GetGrain<IOrderGrain>(Keys.Of(Shop, OrderIds.Of(Shop, customerId, checkout))).Look();
        return order?.Status switch
        {
            OrderStatus.Placed or OrderStatus.AwaitingPayment => new(SendOutcome.NotYet, "a checkout is under way"),
            { } status when status.HasUnits() => new(SendOutcome.Withdrawn, "bought"),
            _ => null,
        };
    }

    /// <summary>The body; null when what it would be about is not there any more.</summary>
    private async Task<string?> ComposeAsync(string customerId, OutgoingMessage message, ShopLinks links)
    {
        if (await GrainFactory.GetGrain<IShopGrain>(Shop).Look() is not { Settings: var shop }) return null;
        switch (message.Purpose)
        {
            case MessagePurpose.CartReminder:
                var cart = await GrainFactory.GetGrain<ICartGrain>(Keys.Of(Shop, customerId)).Reminder(new(message.Subject));
                return cart.Due ? TalkMessages.CartReminder(cart.Lines, shop, links) : null;
            case MessagePurpose.Welcome:
                return TalkMessages.Welcome(await CategoriesAsync(), shop, links);
            case MessagePurpose.Menu:
                return TalkMessages.Menu(await CategoriesAsync(), shop, links);
            case MessagePurpose.OrderStatus:
                return OrderMessages.Status(await LatestOrdersAsync(customerId), shop, links);
            default:
                var order = await GrainFactory.GetGrain<IOrderGrain>(Keys.Of(Shop, message.Subject)).Look();
                return order is null ? null : OrderMessages.Notice(
                    message.Purpose, order, shop, links, NoticeIds.PartOf(message.MessageId, message.Purpose, message.Subject));
        }
    }

    /// <summary>Categories that have something to show.</summary>
    private async Task<ImmutableArray<Category>> CategoriesAsync()
    {
        var catalog = await GrainFactory.GetGrain<ICatalogGrain>(Shop).Look();
        var filled = catalog.Products.Where(product => product.Listed).SelectMany(product => product.CategoryIds).ToHashSet();
        return [.. catalog.Categories.Where(category => filled.Contains(category.CategoryId))];
    }

    /// <summary>The orders this customer was last told of, the newest first.</summary>
    private async Task<List<OrderView>> LatestOrdersAsync(string customerId)
    {
        var outbox = await GrainFactory.GetGrain<IOutboxGrain>(Keys.Of(Shop, customerId)).Look();
        var told = outbox.Settled.Select(m => (m.Purpose, m.Subject)).Concat(outbox.Waiting.Select(m => (m.Purpose, m.Subject)))
            .Where(message => OutboxRules.IsTransactional(message.Purpose)).Select(message => message.Subject);
        var orders = await Task.WhenAll(told.Reverse().Distinct().Take(MostOrders)
            .Select(orderId => GrainFactory.GetGrain<IOrderGrain>(Keys.Of(Shop, orderId)).Look()));
        return [.. orders.OfType<OrderView>()];
    }
}
