using Microsoft.Extensions.DependencyInjection;
#if CLUSTER
using Orleans.TestingHost;
#else
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
#endif

namespace Commerce.Tests.Support;

/// <summary>
/// A running host of grains with memory storage and memory reminders: ours, or Orleans itself in the cluster build. This file
/// is the only one of the contract that knows which.
/// </summary>
public sealed class GrainHost : IAsyncDisposable
{
#if CLUSTER
    private readonly InProcessTestCluster _cluster;

    private GrainHost(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => Configure(silo, configure));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    /// <summary>Orleans' own clocks cannot all be moved, so here the time does pass.</summary>
#pragma warning disable CA1822 // The other host needs its clock for it.
    public Task PassAsync(TimeSpan time) => Task.Delay(time);
#pragma warning restore CA1822

    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
#else
    private readonly IHost _host;
    private readonly ManualClock _clock;

    private GrainHost(IHost host, ManualClock clock) => (_host, _clock) = (host, clock);

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var clock = new ManualClock();
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.UseOrleans(silo => Configure(silo, configure));
        var host = builder.Build();
        await host.StartAsync();
        return new(host, clock);
    }

    /// <summary>Lets time pass for timers, reminders and timeouts.</summary>
    public Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
#endif

    private static void Configure(ISiloBuilder silo, Action<ISiloBuilder>? configure)
    {
        silo.AddMemoryGrainStorageAsDefault();
        silo.UseInMemoryReminderService();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.Zero);
        configure?.Invoke(silo);
    }
}
