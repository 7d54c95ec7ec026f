using Commerce.Proofs.Kills;
using Commerce.Stock;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Support;
using Xunit.Abstractions;

namespace Commerce.Tests.Cluster;

/// <summary>
/// Silos come and go while people buy: processes of the product on a real PostgreSQL. Every answer that anybody got is compared with the
/// journal afterwards.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class DisturbedSaleTests(PostgresServer postgres, ITestOutputHelper output)
{
    [Fact]
    public async Task A_silo_that_is_killed_in_the_middle_of_a_sale_breaks_no_promise()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 2);

        Judge(await ClusterSale.RunAsync(seed: 11, async sale =>
        {
            await cluster.KillAsync(await StockAsync(cluster));
            await sale.GoesOnAsync();
            await cluster.AddSiloAsync();
        }, cluster));
    }

    [Fact]
    public async Task A_silo_that_joins_in_the_middle_of_a_sale_breaks_no_promise_and_takes_its_share()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 1);

        Judge(await ClusterSale.RunAsync(seed: 12, async sale =>
        {
            await TakesItsShareAsync(cluster, await cluster.AddSiloAsync());
        }, cluster));
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_hands_its_grains_over_and_ends_well()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 2);
        var (exitCode, took) = (-1, TimeSpan.Zero);
        var said = "";

        var sold = await ClusterSale.RunAsync(seed: 13, async sale =>
        {
            var silo = await StockAsync(cluster);
            (exitCode, took) = await cluster.StopAsync(silo);
            said = silo.Process.Said;
            await sale.GoesOnAsync();
        }, cluster);

        Judge(sold);
        output.WriteLine($"Ended with {exitCode} after {took}; timed out {sold.Callers.TimedOut}, failed {sold.Callers.Failed}");
        Assert.True(exitCode == 0, said);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(60));   // what the examples let it take
    }

    [Fact]
    public async Task When_all_silos_are_killed_and_others_start_the_sale_goes_on_by_itself()
    {
        await using var cluster = await RunningCluster.StartAsync(await RunningCluster.DatabaseAsync(postgres), silos: 2);

        Judge(await ClusterSale.RunAsync(seed: 14, async sale =>
        {
            await cluster.KillAllAsync();
            await Task.WhenAll(cluster.AddSiloAsync(), cluster.AddSiloAsync());
            await sale.GoesOnAsync();
        }, cluster));
    }

    /// <summary>Two clusters over one database each take the SKU for theirs, as two halves of a cluster that lost sight of each other would.</summary>
    [Fact]
    public async Task Two_activations_of_one_stock_never_sell_a_unit_twice()
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        await using var one = await RunningCluster.StartAsync(database, silos: 1, clusterId: "one");
        await using var other = await RunningCluster.StartAsync(database, silos: 1, clusterId: "other");

        var sold = await ClusterSale.RunAsync(seed: 15, sale => sale.GoesOnAsync(), one, other);

        Judge(sold);
        Assert.True(sold.Callers.Failed > 0, "nobody was fenced: there never were two");
    }

    private static async Task TakesItsShareAsync(RunningCluster cluster, RunningSilo added)
    {
        for (var shop = 0; shop < 200; shop++)
        {
            var stock = cluster.Grains.GetGrain<IStockGrain>($"shop-{shop}/P1");
            await stock.Look();
            if (await cluster.SiloOfAsync(stock) == added) return;
        }

        Assert.Fail("Of two hundred grains not one lives on the silo that joined.");
    }

    private static async Task<RunningSilo> StockAsync(RunningCluster cluster) =>
        await cluster.SiloOfAsync(cluster.Grains.GetGrain<IStockGrain>(ClusterSale.Skus[0]));

    private void Judge((Callers Callers, int Entries, List<string> Found) sold)
    {
        var (callers, entries, found) = sold;
        output.WriteLine(
            $"{callers.Asked} requests, {callers.Answered} answered, {callers.TimedOut} timed out, {callers.Failed} failed, {entries} entries");
        Assert.True(found.Count == 0, string.Join('\n', found.Take(20)));
        Assert.True(entries > 100, $"only {entries} entries: nothing was tried");
    }
}
