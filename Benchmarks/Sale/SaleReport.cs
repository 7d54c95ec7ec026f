using System.Text.Json;

namespace Commerce.Benchmarks.Sale;

/// <summary>Prints a run and its checks; exit code 1 with <c>--gate</c> when one fails.</summary>
internal static class SaleReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> PrintAsync(
        SaleSettings sale, TimeSpan took, SaleTally tally, IReadOnlyCollection<SaleShopper> shoppers,
        IReadOnlyList<Check> checks)
    {
        var paid = shoppers.Count(shopper => shopper.PaidOrder is not null);
        Console.WriteLine(
            $"{sale.Shoppers} shoppers, {sale.Stock} units, {SaleSettings.AtOnce} at once, {sale.Kills} kills: {took.TotalSeconds:F1} s, "
            + $"{sale.Shoppers / took.TotalSeconds:F0} shoppers/s, {paid} paid ({paid / took.TotalSeconds:F0}/s)");
        Console.WriteLine($"\n{"request",-24}{"count",8}{"p50 ms",10}{"p99 ms",10}{"max ms",10}");
        foreach (var row in tally.Latencies())
            Console.WriteLine($"{row.What,-24}{row.Count,8}{row.P50,10:F1}{row.P99,10:F1}{row.Max,10:F1}");
        Console.WriteLine();
        foreach (var (what, count) in tally.Counts.OrderBy(c => c.Key)) Console.WriteLine($"{what,-48}{count,8}");
        Console.WriteLine();
        foreach (var check in checks) Console.WriteLine($"{(check.Holds ? "ok   " : "FAIL ")} {check.What}: {check.Seen}");
        foreach (var wrong in tally.Wrong.Take(10)) Console.WriteLine($"FAIL  {wrong}");
        var good = checks.All(check => check.Holds) && tally.Wrong.Count == 0;
        Console.WriteLine(good ? "\nThe books are right." : "\nTHE BOOKS ARE WRONG.");
        if (sale.Json is { } file) await WriteAsync(file, sale, took, paid, tally, checks);
        return good || !sale.Gate ? 0 : 1;
    }

    private static Task WriteAsync(
        string file, SaleSettings sale, TimeSpan took, int paid, SaleTally tally, IReadOnlyList<Check> checks) =>
        File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            sale.Shoppers,
            sale.Stock,
            sale.Kills,
            seconds = took.TotalSeconds,
            paid,
            latencies = tally.Latencies(),
            counts = tally.Counts,
            checks,
            wrong = tally.Wrong,
        }, Indented));
}
