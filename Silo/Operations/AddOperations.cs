using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.Operations;

/// <summary>What whoever runs the shop looks at: health, metrics, traces, and whether a backup is the right one.</summary>
internal static class OperationsSetup
{
    /// <summary>After the journal and before the grains: nobody sells from a journal that is too old.</summary>
    public static void AddOperations(this IHostApplicationBuilder builder)
    {
#if !CLUSTER
        // The mark lies in the data folder, which a cluster has not: there, orders and stock are one database and one backup.
        builder.Services.AddSingleton<JournalMark>();
        builder.Services.AddHostedService<JournalWatch>();
#endif
        builder.Services.AddReadiness();
        builder.Services.AddStorageChecks();
        builder.Services.AddHostedService<Gauges>();
        builder.AddTelemetry(() => builder.UseOrleans(silo => silo.AddActivityPropagation()));
    }

#if CLUSTER
    /// <summary>As <see cref="AddOperations"/>, for a web that runs no grains and has no storage of its own to wait for.</summary>
    public static void AddClientOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddReadiness();
        builder.AddTelemetry(() => builder.UseOrleansClient(client => client.AddActivityPropagation()));
    }
#endif
}
