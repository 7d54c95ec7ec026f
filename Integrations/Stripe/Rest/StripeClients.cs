using Commerce.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Integrations.Stripe;

/// <summary>The clients of Stripe that were built in: one. The build with Stripe's own package has the other file of this name.</summary>
internal static class StripeClients
{
    public static readonly ImmutableArray<string> Known = [PaymentsOptions.Rest];

    public static void AddStripeApi(this IServiceCollection services, string _) => services.TryAddSingleton<IStripeApi, StripeRest>();
}
