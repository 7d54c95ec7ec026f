using System.Diagnostics;

namespace Commerce.Benchmarks.Calls;

/// <summary>How often something happens in a second: the median of several rounds, each after the same warm-up.</summary>
internal sealed record Measurement(string What, double Target, double[] Rates, double BytesEach)
{
    public double Rate => Rates.Order().ElementAt(Rates.Length / 2);

    public bool IsMet => Rate >= Target;

    public static async Task<Measurement> TakeAsync(string what, double target, int rounds, int perRound, Func<Task> round)
    {
        await round();
        var rates = new double[rounds];
        var bytes = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await Task.Run(round);
            rates[i] = perRound / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return new(what, target, rates, (GC.GetTotalAllocatedBytes() - bytes) / ((double)rounds * perRound));
    }
}
