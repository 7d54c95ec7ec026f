using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.ReadModel;

/// <summary>Brings the database up to date before anything asks it; where machines share one, that is the operator's step.</summary>
internal sealed class ReadModelStart(IDbContextFactory<CommerceDb> databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
#if CLUSTER
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new Hosting.StartUpException("The database is older than this program: run 'Silo migrate' first.");
        }
#else
        await db.Database.MigrateAsync(cancellationToken);
#endif
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
