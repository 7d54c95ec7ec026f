using Commerce.Simulators.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Mounts the simulated Stripe in a host: for development and tests, never in production.</summary>
public static class StripeSimulatorHosting
{
    public static IServiceCollection AddStripeSimulator(this IServiceCollection services, Action<StripeSimulatorOptions>? configure = null)
    {
        services.AddOptions<StripeSimulatorOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StripeSimulator>();
        return services;
    }

    /// <summary>Everything below <paramref name="prefix"/>: <c>/v1</c> as at api.stripe.com, <c>/v3</c> as at js.stripe.com, and <c>_sim/</c>.</summary>
    public static IEndpointConventionBuilder MapStripeSimulator(this IEndpointRouteBuilder routes, string prefix = "/sim/stripe")
    {
        var simulator = routes.ServiceProvider.GetRequiredService<StripeSimulator>();
        var stripe = routes.MapGroup(prefix).ExcludeFromDescription().DisableAntiforgery();
        simulator.Map(stripe, prefix);
        routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(simulator.Resume);
        return stripe;
    }
}
