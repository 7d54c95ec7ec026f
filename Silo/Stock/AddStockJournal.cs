using Commerce.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Silo.Stock;

internal static class StockJournalSetup
{
    /// <summary>The stock journal in <c>journal.db</c> of the data folder. Opened with the host, so that a bad folder stops the start.</summary>
    public static IServiceCollection AddStockJournal(this IServiceCollection services, string folder) =>
        services.AddSingleton<IStockJournal>(all =>
            new StockJournal(new SqliteJournalStore(Path.Combine(folder, "journal.db")), all.GetRequiredService<ILogger<StockJournal>>()));
}
