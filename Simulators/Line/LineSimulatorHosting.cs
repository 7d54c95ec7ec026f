using Commerce.Simulators.Line;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Mounts the simulated LINE platform in a host: for development and tests, never in production.</summary>
public static class LineSimulatorHosting
{
    public static IServiceCollection AddLineSimulator(this IServiceCollection services, Action<LineSimulatorOptions>? configure = null)
    {
        services.AddOptions<LineSimulatorOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LineSimulator>();
        return services;
    }

    /// <summary>Everything below <paramref name="prefix"/>: the APIs under their real paths, and the simulator's own under <c>_sim/</c>.</summary>
    public static IEndpointConventionBuilder MapLineSimulator(this IEndpointRouteBuilder routes, string prefix = "/sim/line")
    {
        var simulator = routes.ServiceProvider.GetRequiredService<LineSimulator>();
        var line = routes.MapGroup(prefix).ExcludeFromDescription().DisableAntiforgery();
        simulator.Map(line, new(prefix));
        routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(simulator.Resume);
        return line;
    }
}
