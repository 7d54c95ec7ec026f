using Microsoft.Extensions.Hosting;
#if CLUSTER
using System.Data.Common;
using Commerce.Silo.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
#endif

namespace Commerce.Silo.Hosting;

/// <summary>The one place where the two hosts differ.</summary>
internal static class GrainHost
{
#if CLUSTER
    private const string Invariant = "Npgsql";

    /// <summary>A silo of a cluster that meets, stores and reminds in PostgreSQL. Ports: configuration section <c>Orleans</c>.</summary>
    public static void AddGrainHost(this IHostApplicationBuilder builder, string database)
    {
        DbProviderFactories.RegisterFactory(Invariant, NpgsqlFactory.Instance);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);   // two lines for every grain that is placed
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "commerce")
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database))
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, database))
            .AddAdoNetGrainStorageAsDefault(options =>
            {
                (options.Invariant, options.ConnectionString) = (Invariant, database);
                options.GrainStorageSerializer = new StateSerializer();
            }));
    }
#else
    /// <summary>The only silo there is, in this process, storing in the data folder.</summary>
    public static void AddGrainHost(this IHostApplicationBuilder builder, DataFolder folder) =>
        builder.UseOrleans(silo => silo.UseEmbeddedStorage(folder.Path));
#endif
}
