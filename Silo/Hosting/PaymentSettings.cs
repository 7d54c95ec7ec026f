using Commerce.Integrations;
using Commerce.Payments;
using Microsoft.Extensions.Configuration;

namespace Commerce.Silo.Hosting;

/// <summary>Configuration section <c>Commerce:Payments</c>, judged before anything is paid with it.</summary>
internal static class PaymentSettings
{
    /// <exception cref="StartUpException">The configuration cannot be used.</exception>
    public static PaymentsOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(PaymentsOptions.Section).Get<PaymentsOptions>() ?? new();
        if (options.Mode is not (PaymentsOptions.Direct or PaymentsOptions.Connected))
            throw new StartUpException($"Commerce:Payments:Mode is '{options.Mode}': it must be 'direct' or 'connected'.");
        if (options.Client is not (PaymentsOptions.Rest or PaymentsOptions.StripeNet))
            throw new StartUpException($"Commerce:Payments:Client is '{options.Client}': it must be 'rest' or 'stripe.net'.");
        if (!IntegrationsSetup.PaymentClients.Contains(options.Client))
            throw new StartUpException("Commerce:Payments:Client is 'stripe.net': only the cluster build (-p:Cluster=true) has that client; set it to 'rest'.");
        if (!options.IsConnected) return options;

        Needs(options.PlatformSecret, nameof(options.PlatformSecret), "sk_");
        Needs(options.PlatformPublishableKey, nameof(options.PlatformPublishableKey), "pk_");
        Needs(options.PlatformWebhookSecret, nameof(options.PlatformWebhookSecret), "whsec_");
        return options;
    }

    // The value itself is not said: it may be a secret that was put in the wrong place.
    private static void Needs(string value, string name, string prefix)
    {
        if (!value.StartsWith(prefix, StringComparison.Ordinal) && !(prefix == "sk_" && value.StartsWith("rk_", StringComparison.Ordinal)))
            throw new StartUpException($"Commerce:Payments:{name} does not begin with '{prefix}': payments through connected accounts need the platform's own.");
    }
}
