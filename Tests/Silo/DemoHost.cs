using Commerce.Silo.Demo;
using Commerce.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Silo;

/// <summary>A silo with the demo's shops, on a folder that outlives it.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly IHost _host;

    private DemoHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public static async Task<DemoHost> StartAsync(string folder, TimeProvider? clock = null, string environment = "Development")
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration["Commerce:DataFolder"] = folder;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.AddCommerceSilo();
        builder.AddDemoShop();
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
