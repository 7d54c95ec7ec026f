using System.Data.Common;
using System.Net.Sockets;
using Commerce.Silo.Hosting;
using Commerce.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using static Orleans.Providers.ProviderConstants;

namespace Commerce.Silo.Cluster;

/// <summary>Orleans, set up: silos that meet, store and remind in PostgreSQL, and the clients that find them there.</summary>
internal static partial class SiloOfCluster
{
    private const string Invariant = "Npgsql", Rows = "rows";

    // A dead silo is known as dead after three silent probes; a table read every ten seconds repairs what gossip did not reach. Silos of
    // which none is left are given up after half a minute, so that a cluster that lost its power comes back by then.
    private static readonly TimeSpan Alive = TimeSpan.FromSeconds(10), Refresh = TimeSpan.FromSeconds(10);

    // Orleans keeps away from a gateway that broke for as long as this, also from one that came back at the same address.
    private static readonly TimeSpan Gateways = TimeSpan.FromSeconds(5), Retry = TimeSpan.FromSeconds(1);

    public static void AddSilo(this IHostApplicationBuilder builder, ClusterSettings settings, string database)
    {
        builder.AddCommon(database);
        builder.Services.AddHostedService(_ => new PortCheck(settings));
        builder.UseOrleans(silo => OneOfEach(silo)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId))
            .Configure<EndpointOptions>(options =>
            {
                (options.SiloPort, options.GatewayPort) = (settings.SiloPort, settings.GatewayPort);
                if (settings.Advertised is not null) options.AdvertisedIPAddress = settings.Advertised;
                options.SiloListeningEndpoint = new(settings.Listens, settings.SiloPort);
                options.GatewayListeningEndpoint = new(settings.Listens, settings.GatewayPort);
            })
            .Configure<ClusterMembershipOptions>(options =>
                (options.ProbeTimeout, options.IAmAliveTablePublishTimeout, options.TableRefreshTimeout) = (settings.ProbeTimeout, Alive, Refresh))
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, database))
            .AddAdoNetGrainStorage(Rows, options =>
            {
                (options.Invariant, options.ConnectionString) = (Invariant, database);
                options.GrainStorageSerializer = new StateSerializer();
            })
            .Services.AddGrainStorage(DEFAULT_STORAGE_PROVIDER_NAME, (all, _) =>
                new WordKeyStorage(all.GetRequiredKeyedService<IGrainStorage>(Rows))));
    }

    public static void AddClient(this IHostApplicationBuilder builder, ClusterSettings settings, string database)
    {
        builder.AddCommon(database);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.ClusterId, settings.ServiceId))
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = Gateways)
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database))
            .UseConnectionRetryFilter<WaitsForSilos>());
    }

    /// <summary>One activation per grain, also while silos come and go (docs/decisions/0009).</summary>
    private static ISiloBuilder OneOfEach(ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003 // May change with Orleans: this line is all that is ours of it.
        return silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static void AddCommon(this IHostApplicationBuilder builder, string database)
    {
        DbProviderFactories.RegisterFactory(Invariant, NpgsqlFactory.Instance);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);   // two lines for every grain that is placed
        builder.Logging.AddFilter("Orleans.Runtime.Messaging.Connection", LogLevel.Warning);   // five for every probe that knocks and goes
        builder.Services.AddHostedService(_ => new SchemaCheck(database));
        // A grain's trouble with the database arrives as what it is; otherwise the web would take it for a defect.
        builder.Services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add(nameof(Npgsql)));
    }

    /// <summary>Before a silo or client starts: an older database would only fail them later, and in many words.</summary>
    private sealed class SchemaCheck(string database) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => ClusterSchema.CheckAsync(database, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Orleans says neither which port was taken nor that it was one.</summary>
    private sealed class PortCheck(ClusterSettings settings) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Check(settings.SiloPort, nameof(settings.SiloPort));
            Check(settings.GatewayPort, nameof(settings.GatewayPort));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private void Check(int port, string name)
        {
            using var probe = new TcpListener(settings.Listens, port);
            try
            {
                probe.Start();
            }
            catch (SocketException taken)
            {
                throw new StartUpException(
                    $"{ClusterSettings.Section}:{name} is {port}, where nothing can listen now ({taken.Message}): stop what does, or choose another.", taken);
            }
        }
    }

    /// <summary>A web may start before the silos, and stay through all of them being away.</summary>
    private sealed partial class WaitsForSilos(TimeProvider clock, ILogger<WaitsForSilos> log) : IClientConnectionRetryFilter
    {
        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            NoneYet(exception.Message);
            await Task.Delay(Retry, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return !cancellationToken.IsCancellationRequested;
        }

        [LoggerMessage(1501, LogLevel.Warning, "No silo answers yet ({Why}); asking again")]
        private partial void NoneYet(string why);
    }
}
