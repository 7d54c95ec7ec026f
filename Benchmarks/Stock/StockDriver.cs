using System.Diagnostics;

namespace Commerce.Benchmarks.Stock;

/// <summary>
/// Asks a system as fast as its workers are answered, for a while or until the plan is through. Every worker takes the next requests
/// of the plan, so that repeats come soon after what they repeat.
/// </summary>
internal sealed class StockDriver(IStockSystem system, StockSetting setting, StockSale sale, StockPlan plan)
{
    private int _next;

    public long[] Answers { get; } = new long[plan.Count];

    /// <param name="only">How many of the plan's requests to ask at most.</param>
    public async Task<StockRun> RunAsync(TimeSpan length, int only = int.MaxValue)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, setting.Workers).Select(_ => system.ConnectAsync(setting, sale)));
        GC.Collect();
        var (cpu, bytes, started) = (system.Cpu(), GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        var end = length == Timeout.InfiniteTimeSpan ? long.MaxValue : started + (long)(length.TotalSeconds * Stopwatch.Frequency);
        only = Math.Min(only, plan.Count);
        var times = await Task.WhenAll(clients.Select(client => Task.Run(() => WorkAsync(client, end, only))));
        var took = Stopwatch.GetElapsedTime(started);
        (cpu, bytes) = (system.Cpu() - cpu, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        foreach (var client in clients) await client.DisposeAsync();

        var all = new Latencies();
        foreach (var time in times) all.Add(time);
        var asked = Math.Min(_next, only);
        var each = Math.Max(1, asked);    // 0: it stood still all the time
        return new(asked, took, cpu / each, (double)bytes / each, all.Percentile(0.5), all.Percentile(0.99), system.Flushed);
    }

    private async Task<Latencies> WorkAsync(IStockClient client, long end, int only)
    {
        var times = new Latencies();
        for (var now = Stopwatch.GetTimestamp(); now < end;)
        {
            var from = Interlocked.Add(ref _next, setting.Batch) - setting.Batch;
            var count = Math.Min(setting.Batch, only - from);
            if (count <= 0) break;
            await client.AskAsync(plan, from, count, Answers);
            var answered = Stopwatch.GetTimestamp();
            times.Add(answered - now, count);
            now = answered;
        }

        return times;
    }
}

/// <param name="Bytes">Allocated in this process per request, callers included: it means something only for what runs in it.</param>
internal sealed record StockRun(
    int Asked, TimeSpan Took, TimeSpan Cpu, double Bytes, TimeSpan P50, TimeSpan P99, (long Flushes, long Entries)? Flushed)
{
    public double Rate => Asked / Took.TotalSeconds;
}
