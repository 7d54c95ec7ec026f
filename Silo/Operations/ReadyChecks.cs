using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Commerce.Silo.Operations;

/// <summary>What must answer: the journal through its own writer, grain storage and read model by reading, grains by being called.</summary>
internal static class ReadyChecks
{
    private const string Nobody = "health";   // a shop that does not exist: nothing is kept under its name

    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddCheck("read model", ReadAsync);
        services.AddCheck("grains", (all, stop) =>
            all.GetRequiredService<IGrainFactory>().GetGrain<IShopGrain>(Nobody).Look().WaitAsync(stop));
        services.AddCheck("process, it is stopping", (all, _) =>
            all.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested
                ? throw new OperationCanceledException() : Task.CompletedTask);
        services.AddSingleton(all => new Readiness(
            all.GetServices<ReadyCheck>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<Readiness>>()));
    }

    /// <summary>Of a process that runs grains.</summary>
    public static void AddStorageChecks(this IServiceCollection services)
    {
        services.AddCheck("stock journal", (all, stop) => all.GetRequiredService<StockJournal>().Confirm("", 0, 0).WaitAsync(stop));
        services.AddCheck("grain storage", (all, _) => all.GetRequiredKeyedService<IGrainStorage>("Default")
            .ReadStateAsync("ready", GrainId.Create(Nobody, Nobody), new GrainState<Nothing>()));
    }

    private static void AddCheck(this IServiceCollection services, string name, Func<IServiceProvider, CancellationToken, Task> ask) =>
        services.AddSingleton(all => new ReadyCheck(name, stop => ask(all, stop)));

    private static async Task ReadAsync(IServiceProvider all, CancellationToken stop)
    {
        await using var db = await all.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContextAsync(stop);
        if (!await db.Database.CanConnectAsync(stop)) throw new InvalidOperationException("The read model's database takes no connection");
    }

    /// <summary>What would be stored, if anything were.</summary>
    internal sealed class Nothing;
}
