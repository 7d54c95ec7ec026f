using Commerce.Silo.Hosting;
using Commerce.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Cluster.Running;

/// <summary>
/// Silos as operators run them, on a PostgreSQL of their own, and a client in the test's process that is set up as a web that runs no
/// grains.
/// </summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private readonly string _clusterId;
    private readonly List<RunningSilo> _silos = [];
    private IHost? _client;

    private RunningCluster(string database, string clusterId) => (Database, _clusterId) = (database, clusterId);

    public string Database { get; }

    public IReadOnlyList<RunningSilo> Silos => _silos;

    public IServiceProvider Services => _client!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>A database with all its tables.</summary>
    public static async Task<string> DatabaseAsync(PostgresServer postgres)
    {
        var database = await postgres.DatabaseAsync();
        await MigrateCommand.RunAsync([$"--ConnectionStrings:Commerce={database}"]);
        return database;
    }

    /// <summary>Without silos and client, which are added one by one.</summary>
    public static RunningCluster Of(string database) => new(database, "commerce");

    /// <param name="clusterId">Two clusters over one database are two owners of the same grains.</param>
    public static async Task<RunningCluster> StartAsync(string database, int silos, string clusterId = "commerce")
    {
        var cluster = new RunningCluster(database, clusterId);
        try
        {
            for (var i = 0; i < silos; i++) await cluster.AddSiloAsync();
            await cluster.ConnectAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task ConnectAsync()
    {
        _client = Client();
        await _client.StartAsync();
    }

    public async Task<RunningSilo> AddSiloAsync(params string[] settings)
    {
        var silo = await RunningSilo.StartAsync(Database, _clusterId, settings);
        lock (_silos) _silos.Add(silo);
        return silo;
    }

    /// <summary>The silo on which this grain lives now; it is called to life if it does not.</summary>
    public async Task<RunningSilo> SiloOfAsync(IAddressable grain)
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        var at = await management.GetActivationAddress(grain) ?? throw new InvalidOperationException("It lives nowhere.");
        return _silos.Single(silo => silo.Port == at.Endpoint.Port);
    }

    public async Task KillAsync(RunningSilo silo)
    {
        _silos.Remove(silo);
        await silo.Process.KillAsync();
        await silo.DisposeAsync();
    }

    public async Task KillAllAsync()
    {
        foreach (var silo in _silos.ToArray()) await KillAsync(silo);
    }

    /// <summary>Tells a silo to stop, as a rolling upgrade does.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync(RunningSilo silo)
    {
        _silos.Remove(silo);
        var ended = await silo.Process.StopAsync();
        await silo.DisposeAsync();
        return ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        foreach (var silo in _silos) await silo.DisposeAsync();
    }

    private IHost Client()
    {
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:Commerce"] = Database;
        builder.Configuration["Cluster:ClusterId"] = _clusterId;
        builder.Configuration["Commerce:Host"] = CommerceOptions.Client;
        builder.AddCommerce();
        return builder.Build();
    }
}
