using System.Diagnostics;
using Commerce.Benchmarks.Stock;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Benchmarks.Recover;

/// <summary>Opens stock as its grain does, on a journal without a snapshot.</summary>
internal sealed class Replays(RecoverSettings asked, StockResult result, JournalPlaces place)
{
    private const double Wanted = 1_000_000;

    /// <summary>Enough to tell a rate; SKUs that are not opened by then are not counted.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task RunAsync(int skus)
    {
        var keys = Enumerable.Range(0, skus).Select(i => $"recover/{i}").ToArray();
        var started = Stopwatch.GetTimestamp();
        using (var store = place.Open()) await new BigJournal(keys, asked.Entries).WriteAsync(store);
        await Console.Error.WriteLineAsync($"written in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");

        var rates = new List<double>();
        for (var i = 0; i < asked.Rounds; i++)
        {
            rates.Add(await ReplayAsync(keys));
            await Console.Error.WriteLineAsync($"{skus} SKUs: {rates[^1]:N0} entries/s");
        }

        // Spread out, what counts is how soon each SKU is open, not how fast a thousand are read one after the other: shown, not judged.
        result.Targets.Add(skus == 1
            ? new("Entries replayed per second, one SKU", Wanted, rates)
            : new($"Entries replayed per second, spread over {skus:N0} SKUs", 0, rates));
    }

    private async Task<double> ReplayAsync(string[] keys)
    {
        using var journal = new StockJournal(place.Open(), NullLogger<StockJournal>.Instance);
        GC.Collect();
        var replayed = 0L;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(keys, async (key, stop) =>
        {
            if (Stopwatch.GetElapsedTime(started) > Longest) return;
            var keeper = new StockKeeper(key, journal, TimeProvider.System, () => { });
            await keeper.OpenAsync(stop);
            Interlocked.Add(ref replayed, keeper.Stock.Sequence);
        });
        return replayed / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
