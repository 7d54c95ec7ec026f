using Microsoft.Extensions.Hosting;
#if CLUSTER
using Commerce.Silo.Cluster;
#endif

namespace Commerce.Silo.Hosting;

/// <summary>The one place where the two hosts differ.</summary>
internal static class GrainHost
{
#if CLUSTER
    /// <summary>A silo of a cluster that meets, stores and reminds in PostgreSQL.</summary>
    public static void AddGrainHost(this IHostApplicationBuilder builder, string database) =>
        builder.AddSilo(ClusterSettings.Of(builder.Configuration), database);

    /// <summary>Calls grains and runs none.</summary>
    public static void AddGrainClient(this IHostApplicationBuilder builder, string database) =>
        builder.AddClient(ClusterSettings.Of(builder.Configuration), database);
#else
    /// <summary>The only silo there is, in this process, storing in the data folder.</summary>
    public static void AddGrainHost(this IHostApplicationBuilder builder, DataFolder folder) =>
        builder.UseOrleans(silo => silo.UseEmbeddedStorage(folder.Path));
#endif
}
