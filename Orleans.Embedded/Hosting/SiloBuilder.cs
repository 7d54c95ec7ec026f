using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>The builder handed to <c>UseOrleans</c>. Asked twice, a host still has one silo.</summary>
internal sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration Configuration { get; } = configuration;

    public static SiloBuilder For(IServiceCollection services, IConfiguration configuration) => new(services, configuration);
}
