using System.Text.Json;

namespace Commerce.Benchmarks.Stock;

/// <summary>Prints Markdown, to be pasted as it is.</summary>
internal static class StockReport
{
    public static async Task<int> PrintAsync(StockSettings asked, StockResult result)
    {
        Print(result.Targets);
        Console.WriteLine();
        Console.WriteLine("| system | load | setting | reservations/s | p50 ms | p99 ms | CPU µs each | bytes each | entries per flush |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var line in result.Lines) Console.WriteLine(Row(line));
        var checks = result.Wrong.Count == 0 ? "every check holds" : $"{result.Wrong.Count} checks failed:";
        Console.WriteLine($"\n{result.Rounds} rounds of {asked.Seconds} s, each checked; {checks}");
        foreach (var wrong in result.Wrong) Console.WriteLine($"* {wrong}");

        if (asked.Json is not null) await File.WriteAllTextAsync(asked.Json, JsonSerializer.Serialize(result));
        return result.Wrong.Count > 0 || (asked.Gate && !result.Targets.All(target => target.IsMet)) ? 1 : 0;
    }

    public static void Print(IEnumerable<StockTarget> targets)
    {
        Console.WriteLine("| | measured (lowest to highest) | target | |\n|---|---|---|---|");
        foreach (var target in targets) Console.WriteLine(Row(target));
    }

    private static string Row(StockTarget target)
    {
        if (target.Values.Count == 0) return $"| {target.What} | {target.Note} | {Wanted(target)} | missing |";
        var (lowest, highest) = (Number(target.Values.Min()), Number(target.Values.Max()));
        var met = target.Target == 0 ? "" : target.IsMet ? "met" : "not met";
        return $"| {target.What} | {Number(target.Median)} ({lowest} to {highest}) | {Wanted(target)} | {met} |";
    }

    private static string Wanted(StockTarget target) => target.Target == 0 ? "" : $"{(target.AtMost ? "≤" : "≥")} {Number(target.Target)}";

    private static string Row(StockLine line)
    {
        var run = line.Run;
        var flushed = run.Flushed is { Flushes: > 0 } flushes ? $"{(double)flushes.Entries / flushes.Flushes:N0}" : "";
        var bytes = line.System.StartsWith("ours", StringComparison.Ordinal) ? $"{run.Bytes:N0}" : "";
        var times = $"{run.P50.TotalMilliseconds:N2} | {run.P99.TotalMilliseconds:N2} | {run.Cpu.TotalMicroseconds:N1}";
        return $"| {line.System} | {line.Load} | {line.Setting} | {run.Rate:N0} | {times} | {bytes} | {flushed} |";
    }

    private static string Number(double value) => value >= 100 ? $"{value:N0}" : $"{value:N2}";
}
