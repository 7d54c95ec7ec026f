using Commerce.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Integrations.Stripe;

/// <summary>The clients of Stripe that were built in: ours, and Stripe's own package.</summary>
internal static class StripeClients
{
    public static readonly ImmutableArray<string> Known = [PaymentsOptions.Rest, PaymentsOptions.StripeNet];

    public static void AddStripeApi(this IServiceCollection services, string client)
    {
        if (client == PaymentsOptions.StripeNet) services.TryAddSingleton<IStripeApi, StripeNet>();
        else services.TryAddSingleton<IStripeApi, StripeRest>();
    }
}
