using Commerce.Silo.Hosting;
using Commerce.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

internal static class StockJournalSetup
{
    /// <summary>Opened with the host, so that a bad folder or database stops the start.</summary>
    public static IServiceCollection AddStockJournal(this IServiceCollection services, string? postgres) => services
        .AddJournalPlace(postgres)
        .AddSingleton(all => new StockJournal(
            all.GetRequiredService<JournalPlace>().Store(),
            all.GetRequiredService<ILogger<StockJournal>>(),
            all.GetRequiredService<CommerceOptions>().StockEntriesWaiting))
        .AddSingleton<IStockJournal>(all => all.GetRequiredService<StockJournal>())
        .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LongLogs>();

    /// <summary>Without a writer: to look at what is stored.</summary>
    public static IServiceCollection AddJournalPlace(this IServiceCollection services, string? postgres) =>
        services.AddSingleton(all => new JournalPlace(all.GetService<DataFolder>(), postgres));
}
