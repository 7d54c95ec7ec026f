using System.Diagnostics;
using Commerce.Benchmarks.Sale;
using Commerce.Benchmarks.Stock;

namespace Commerce.Benchmarks.Recover;

/// <summary>
/// A server with a long journal is killed while shoppers hold units, and started again: from the kill to the first hold that it grants.
/// After each kill everything that was answered is asked again.
/// </summary>
internal sealed class KilledServer(RecoverSettings asked, StockResult result)
{
    private const int Shoppers = 6_000, Spare = 100;    // the spare ones ask first after a kill
    private const double Wanted = 5;

    private static readonly StockSale Sale = new("big", 1, 500_000, Cap: 1_000);
    private static readonly StockSetting Setting = new("16 connections", 16);
    private static readonly TimeSpan Loaded = TimeSpan.FromSeconds(1);

    public async Task RunAsync()
    {
        await using var postgres = asked.Postgres ? new PostgresServer() : null;
        if (postgres is not null) await postgres.CreateAsync();
        await using var shop = new WebShop(postgres?.ConnectionString);
        var journal = Path.Combine(shop.Server.DataFolder, "journal.db");
        Directory.CreateDirectory(shop.Server.DataFolder);
        using (var store = JournalPlaces.Open(postgres?.ConnectionString, journal))
        {
            await new BigJournal([$"{SaleSettings.Shop}/{Sale.Sku(0)}"], asked.Entries).WriteAsync(store);
        }

        var kept = postgres is null ? journal + ".kept" : null;
        if (kept is not null) File.Copy(journal, kept);
        await shop.StartAsync(Shoppers + Spare);
        await shop.OpenAsync(Sale.Sku(0), Sale.Units, Sale.Cap);

        var times = new List<double>();
        for (var i = 0; i < asked.Rounds; i++) times.Add(await KillAsync(shop, i + 1));
        result.Targets.Add(new("Seconds from kill -9 to the first hold granted", Wanted, times, AtMost: true));
        if (kept is not null) await WithoutSnapshotAsync(shop, journal, kept);
    }

    private async Task<double> KillAsync(WebShop shop, int round)
    {
        var plan = StockPlan.OneSku(Shoppers, round * Shoppers);
        var system = new HttpStock(shop, plan);
        var driver = new StockDriver(system, Setting, Sale, plan);
        var load = driver.RunAsync(Timeout.InfiniteTimeSpan);
        await Task.WhenAny(load, Task.Delay(Loaded));
        var killed = Stopwatch.GetTimestamp();
        await shop.RestartAsync();
        await shop.GrantedAsync(Sale.Sku(0), round);
        var took = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        await Console.Error.WriteLineAsync($"kill -9 to the first hold: {took:N2} s");
        await load.ContinueWith(_ => { }, TaskScheduler.Default);
        await CheckAsync(system, plan, driver.Answers);
        return took;
    }

    /// <summary>
    /// The longest wait there can be: the snapshots are lost. A shop stores one after a million entries, so that it is shown, not judged.
    /// </summary>
    private async Task WithoutSnapshotAsync(WebShop shop, string journal, string kept)
    {
        await shop.Server.KillAsync();
        foreach (var file in new[] { journal, journal + "-wal", journal + "-shm" }) File.Delete(file);
        File.Move(kept, journal);
        File.Delete(Path.Combine(shop.Server.DataFolder, "journal-seen"));   // the older journal is meant
        var started = Stopwatch.GetTimestamp();
        await shop.RestartAsync();
        await shop.GrantedAsync(Sale.Sku(0), 0);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        result.Targets.Add(new("The same with no snapshot in the journal", 0, [took]));
    }

    private async Task CheckAsync(IStockSystem system, StockPlan plan, long[] before)
    {
        var again = new StockDriver(system, Setting, Sale, plan);
        await again.RunAsync(Timeout.InfiniteTimeSpan);
        var lost = Enumerable.Range(0, plan.Count).Count(i => before[i] != 0 && before[i] != again.Answers[i]);
        if (lost > 0) result.Wrong.Add($"{lost} of {before.Count(answer => answer != 0)} answers are others after the restart");
    }
}
