using System.Diagnostics;
using System.Numerics;

namespace Commerce.Benchmarks.Stock;

/// <summary>A histogram of times, 32 steps per doubling: a percentile is right to 3 %. One per worker, added up afterwards.</summary>
internal sealed class Latencies
{
    private const int Steps = 32, StepBits = 5;
    private readonly long[] _counts = new long[64 * Steps];

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks, int times = 1) => _counts[Slot(Math.Max(0, ticks))] += times;

    public void Add(Latencies other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(_counts.Sum() * share);
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted && seen > 0) return TimeSpan.FromSeconds(Most(i) / (double)Stopwatch.Frequency);
        }

        return TimeSpan.Zero;
    }

    private static int Slot(long ticks)
    {
        if (ticks < Steps) return (int)ticks;
        var doubling = BitOperations.Log2((ulong)ticks) - StepBits;
        return ((doubling + 1) << StepBits) + (int)((ticks >> doubling) & (Steps - 1));
    }

    /// <summary>The largest time that falls into the slot.</summary>
    private static long Most(int slot)
    {
        if (slot < Steps) return slot;
        var doubling = (slot >> StepBits) - 1;
        return (((Steps + (slot & (Steps - 1))) + 1L) << doubling) - 1;
    }
}
