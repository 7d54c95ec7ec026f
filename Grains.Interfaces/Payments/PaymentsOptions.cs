namespace Commerce.Payments;

/// <summary>
/// Configuration section <c>Commerce:Payments</c>: whose account at Stripe the shops of this installation are paid through.
/// A class without <c>ToString</c>: its secrets must not end up in a log by being printed.
/// </summary>
public sealed class PaymentsOptions
{
    public const string Section = "Commerce:Payments", Direct = "direct", Connected = "connected", Rest = "rest", StripeNet = "stripe.net";

    /// <summary>
    /// <c>direct</c>: every shop has its own account and key, and the money never touches the platform.
    /// <c>connected</c>: the platform's key takes the money, and each shop is paid through its connected account, less the platform's fee.
    /// </summary>
    public string Mode { get; set; } = Direct;

    /// <summary>Which client speaks to Stripe: <c>rest</c>, or <c>stripe.net</c> where it was built in.</summary>
    public string Client { get; set; } = Rest;

    public string PlatformSecret { get; set; } = "";

    public string PlatformPublishableKey { get; set; } = "";

    /// <summary>Of the endpoint that hears of the platform's own payments.</summary>
    public string PlatformWebhookSecret { get; set; } = "";

    /// <summary>Of the endpoint that hears of connected accounts; empty: the same as the platform's.</summary>
    public string ConnectWebhookSecret { get; set; } = "";

    /// <summary>Stands in a key where the shop would, for events of the platform's account that do not say which shop they concern.</summary>
    public const string PlatformInbox = "_platform";

    public bool IsConnected => Mode == Connected;

    /// <summary>What a browser shows that pays in this shop now; an order that is open already has its own in its ticket.</summary>
    public string PublishableKey(Shops.ShopChannels? channels) => IsConnected ? PlatformPublishableKey : channels?.StripePublishableKey ?? "";
}
