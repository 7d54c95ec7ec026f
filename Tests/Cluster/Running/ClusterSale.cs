using Commerce.Proofs.History;
using Commerce.Proofs.Kills;
using Commerce.Silo.Stock;
using Npgsql;

namespace Commerce.Tests.Cluster.Running;

/// <summary>A sale on a cluster that something is done to; then the books, by the history checker.</summary>
internal sealed class ClusterSale
{
    private const int Units = 400, AtOnce = 16;

    public static readonly string[] Skus = ["shop/P4", "shop/P5"];

    private ClusterSale(Callers callers) => Callers = callers;

    public Callers Callers { get; }

    /// <param name="disturb">What is done to the clusters while people buy.</param>
    /// <param name="clusters">All over one database; their silos are killed in the end, so that the books stand still.</param>
    public static async Task<(Callers Callers, int Entries, List<string> Found)> RunAsync(
        ulong seed, Func<ClusterSale, Task> disturb, params RunningCluster[] clusters)
    {
        var callers = new Callers(new ClusterLine([.. clusters.Select(cluster => cluster.Grains)]), Skus);
        var sale = new ClusterSale(callers);
        await callers.OpenAsync(Units);
        var calling = callers.Start(AtOnce, seed);
        await sale.GoesOnAsync();
        await disturb(sale);
        await sale.GoesOnAsync();
        callers.Stop();
        await Task.WhenAll(calling);
        foreach (var cluster in clusters) await cluster.KillAllAsync();

        List<string> found = callers.Unanswered == 0 ? [] : [$"{Promise.Broken}: {callers.Unanswered} requests were never answered"];
        await using var connection = new NpgsqlConnection(clusters[0].Database);
        await connection.OpenAsync();
        using var journal = new PostgresJournalReader(connection);
        return (callers, KillProof.Check(journal, Skus, callers, found), found);
    }

    /// <summary>People are answered: two hundred times more.</summary>
    public async Task GoesOnAsync()
    {
        var before = Callers.Answered;
        for (var tries = 0; Callers.Answered < before + 200; tries++)
        {
            Assert.True(tries < 15, $"The sale stands still: {Callers.Answered - before} answers");
            await KillProof.SomeAnswersAsync(Callers, before + 200 - Callers.Answered);
        }
    }
}
