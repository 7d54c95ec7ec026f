using Commerce.Silo.ReadModel;
using Commerce.Silo.Stock;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Silo.Hosting;

/// <summary>
/// <c>Silo migrate</c>: creates the tables of the read model, of the stock journal in PostgreSQL and of the cluster, or brings them up to
/// date. Safe to repeat, and from several machines at once: one does it, the others wait and find it done.
/// </summary>
internal static class MigrateCommand
{
    public static async Task RunAsync(string[] args)
    {
        using var host = Commands.Beside(args, out var database);
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<CommerceDb>>().CreateDbContextAsync();
        await using var alone = database is null ? null : await DatabaseLock.TakeAsync(database);

        List<string> applied = [.. await db.Database.GetPendingMigrationsAsync()];
        await db.Database.MigrateAsync();
#if CLUSTER
        applied.AddRange(await Cluster.ClusterSchema.ApplyAsync(database!));
#endif
        if (database is not null && PostgresJournal.Create(database)) applied.Add("the stock journal's tables");
        Console.WriteLine(applied.Count == 0 ? "Nothing to do: the database is up to date." : $"Applied {string.Join(", ", applied)}.");
    }
}
