using Commerce.Customers;
using Commerce.Integrations.Line;
using Commerce.Integrations.Stripe;
using Commerce.Messaging;
using Commerce.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Integrations;

public static class IntegrationsSetup
{
    /// <summary>What <see cref="PaymentsOptions.Client"/> may say in this build.</summary>
    public static ImmutableArray<string> PaymentClients => StripeClients.Known;

    /// <summary>The ways out to LINE and Stripe, unless they are there already (tests). Their loggers are removed: headers carry tokens, and the clients log what matters.</summary>
    /// <param name="lineApi">Such as <c>https://api.line.me</c>.</param>
    /// <param name="stripeApi">Such as <c>https://api.stripe.com</c>.</param>
    public static void AddIntegrations(this IServiceCollection services, Uri lineApi, Uri stripeApi, PaymentsOptions payments)
    {
        services.AddSingleton(payments);
        services.AddHttpClient(LineMessenger.Client, http => Reach(http, lineApi)).RemoveAllLoggers();
        services.AddHttpClient(StripeRest.Client, http => Reach(http, stripeApi)).RemoveAllLoggers();
        services.TryAddSingleton<ILineMessenger, LineMessenger>();
        services.TryAddSingleton<ILineIdentity, LineIdentities>();
        services.AddStripeApi(payments.Client);
        services.AddSingleton<StripeKeys>();
        services.TryAddSingleton<IPaymentGateway, StripeGateway>();
        services.TryAddSingleton<IPaymentFinder, StripeGateway>();
        services.TryAddSingleton<IWalletGateway, StripeWallets>();
        services.TryAddSingleton<IPayeeGateway, StripePayees>();
    }

    /// <summary>A base address with a path (a proxy, a simulator) must end in a slash to keep it.</summary>
    private static void Reach(HttpClient http, Uri api)
    {
        http.BaseAddress = new(api.ToString().TrimEnd('/') + "/");
        http.Timeout = TimeSpan.FromSeconds(20);
    }
}
