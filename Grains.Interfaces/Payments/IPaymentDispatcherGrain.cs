namespace Commerce.Payments;

/// <summary>
/// Carries an order's payment tasks to the provider and the answers back, so that no order waits on a network in its own turn.
/// Key: shop and order id. It keeps nothing: a lost run is started again by the order.
/// </summary>
[Alias("payment-dispatcher")]
public interface IPaymentDispatcherGrain : IGrainWithStringKey
{
    /// <summary>Does what the order wants of the provider until nothing is left or the provider does not answer.</summary>
    [Alias("run")]
    Task Run(string orderId);

    /// <summary>As <see cref="Run"/>, and gives the ticket to pay with; null when the order does not wait for a payment.</summary>
    [Alias("open")]
    Task<PaymentTicket?> Open(string orderId);

    /// <summary>
    /// Finds out whose payment it is and tells that order. The shop in the key is <see cref="PaymentsOptions.PlatformInbox"/> for the
    /// platform's account. False: the provider did not answer.
    /// </summary>
    [Alias("stir-intent")]
    Task<bool> StirIntent(string intentId);
}
