using Commerce.Payments;
using Commerce.Shops;

namespace Commerce.Integrations.Stripe;

/// <summary>Which secret key speaks: the platform's, or the shop's own. Opened for one call and kept nowhere.</summary>
internal sealed class StripeKeys(ISecretBox box, PaymentsOptions options)
{
    public string Of(ShopChannels channels, bool atPlatform) => atPlatform ? options.PlatformSecret : box.Open(channels.StripeSecret);

    public string Platform => options.PlatformSecret;
}
