namespace Commerce.Orders;

/// <summary>
/// What one shopper has filled in on the way to an order, so that closing the page, another phone or a restart loses nothing.
/// Key: <c>shop/customer</c>.
/// </summary>
[Alias("checkout")]
public interface ICheckoutGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps the draft, right or wrong, and says what must be corrected. Safe to repeat: the last one counts. When nothing must be, the
    /// cart is priced for where the parcel goes.
    /// </summary>
    [Alias("keep")]
    Task<CheckoutReply> Keep(KeepCheckoutRequest request);

    /// <summary>The draft judged by the shop's terms as they are now.</summary>
    [Alias("look"), ReadOnly]
    Task<CheckoutView> Look();

    /// <summary>An order has come to be: the draft that it was made of is thrown away, a newer one stays.</summary>
    [Alias("end")]
    Task End(EndCheckoutRequest request);
}
