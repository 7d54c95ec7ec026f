namespace Commerce.Carts;

/// <summary>One customer's cart in one shop. Key: <c>shop/customer</c>. It owns the reminder that brings its owner back.</summary>
[Alias("cart")]
public interface ICartGrain : IGrainWithStringKey
{
    /// <summary>Adds units of a SKU. The same key adds once.</summary>
    [Alias("add")]
    Task<CartReply> Add(AddToCartRequest request);

    /// <summary>Sets the units of a SKU; 0 takes it out.</summary>
    [Alias("set-quantity")]
    Task<CartReply> SetQuantity(SetQuantityRequest request);

    /// <summary>Wrapping, coupon, points and destination of the whole order. A choice that does not hold changes nothing.</summary>
    [Alias("choose")]
    Task<CartReply> Choose(ChooseRequest request);

    /// <summary>The cart as it is now: priced, with shipping and tax, lines that cannot be bought marked with the reason.</summary>
    [Alias("look")]
    Task<CartView> Look();

    /// <summary>The order of this checkout is paid: its units leave the cart and no reminder follows. Idempotent per order.</summary>
    [Alias("bought")]
    Task Bought(BoughtRequest request);

    /// <summary>The order of this checkout came to nothing: the cart can be ordered again under a new checkout key.</summary>
    [Alias("checkout-ended")]
    Task CheckoutEnded(CheckoutEndedRequest request);

    /// <summary>Asked right before a reminder leaves: is it still right to send it, and what does the cart hold now?</summary>
    [Alias("reminder")]
    Task<ReminderView> Reminder(ReminderRequest request);
}
