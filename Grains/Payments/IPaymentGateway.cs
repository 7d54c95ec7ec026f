using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>The payment provider. Never throws for what a provider may answer or fail to answer: that is <see cref="PaymentStanding"/>.</summary>
public interface IPaymentGateway
{
    /// <summary>
    /// Does one task, with <see cref="PaymentTask.Key"/> as the provider's idempotency key: done twice, it happens once.
    /// A time-out, a 5xx or a key in use answers <see cref="PaymentStanding.Unknown"/>.
    /// With <see cref="PaymentTask.Payee"/> the platform's key is used, else the shop's own.
    /// </summary>
    Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop);
}

/// <param name="ClientSecret">For the shopper's browser; never stored, never logged.</param>
/// <param name="CardId">The card that the payment has already, before it is confirmed.</param>
/// <param name="Kept">The card that this payment kept for next time.</param>
public sealed record GatewayAnswer(
    PaymentAnswer Answer, string? ClientSecret, string? CardId = null, PaymentMethod Method = PaymentMethod.Card, SavedCard? Kept = null);
