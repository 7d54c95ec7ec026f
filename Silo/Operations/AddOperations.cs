using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.Operations;

/// <summary>What whoever runs the shop looks at: health, metrics, traces, and whether a backup is the right one.</summary>
internal static class OperationsSetup
{
    /// <summary>After the journal and before the grains: nobody sells from a journal that is too old.</summary>
    public static void AddOperations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JournalMark>();
        builder.Services.AddHostedService<JournalWatch>();
        builder.Services.AddReadiness();
        builder.AddTelemetry();
    }
}
