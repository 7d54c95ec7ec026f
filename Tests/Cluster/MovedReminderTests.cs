using System.Data.Common;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Contract;
using Commerce.Tests.Support;
using Npgsql;
using Orleans.TestingHost;

namespace Commerce.Tests.Cluster;

/// <summary>Reminders of a silo that died come from the others. They lie in PostgreSQL, by the statements that <c>migrate</c> puts there.</summary>
[Collection(PostgresTests.Name)]
public sealed class MovedReminderTests(PostgresServer postgres)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task They_go_on_after_a_silo_was_killed_whichever_it_was()
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo
            .UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = ("Npgsql", database))
            .Configure<ReminderOptions>(options => options.MinimumReminderPeriod = Second));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var stages = Enumerable.Range(0, 16).Select(_ => Stage.New()).ToArray();   // whatever their hash, both silos have some
        foreach (var stage in stages) await cluster.Client.GetGrain<IRemindedGrain>(stage.Key).Remind("cart", Second, Second);
        foreach (var stage in stages) await stage.Hears("cart");

        await cluster.KillSiloAsync(cluster.Silos[^1]);

        // What came before the kill may still be unheard: of so many ticks a part came after it.
        foreach (var stage in stages)
        {
            for (var tick = 0; tick < 15; tick++) await stage.Hears("cart");
        }
    }
}
