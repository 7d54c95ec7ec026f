namespace Commerce.Benchmarks.Checkout;

/// <summary>Prints one line per store, pgbench beside them, and the checks; exit code 1 with <c>--gate</c> when a yen is missing.</summary>
internal static class CheckoutReport
{
    private const string Whole = "checkout, from cart to paid";

    public static int Print(CheckoutSettings settings, IReadOnlyList<CheckoutResult> results, PgBenchResult? pgbench)
    {
        Console.WriteLine($"{settings.Shoppers} shoppers, {settings.AtOnce} checkouts at once, {settings.Seconds} s each\n");
        Console.WriteLine($"{"",-32}{"per second",12}{"p50 ms",10}{"p99 ms",10}");
        foreach (var result in results)
        {
            var whole = result.Latencies.FirstOrDefault(latency => latency.What == Whole);
            Console.WriteLine($"{"checkouts on " + result.Store,-32}{result.Done / result.Took.TotalSeconds,12:F1}{whole?.P50,10:F1}{whole?.P99,10:F1}");
        }

        if (pgbench is not null) Console.WriteLine($"{"pgbench, TPC-B-like",-32}{pgbench.PerSecond,12:F1}   ({pgbench.Command})");
        foreach (var result in results) PrintParts(result);
        var right = results.All(result => result.IsRight);
        Console.WriteLine(right ? "\nThe money is right." : "\nTHE MONEY IS WRONG.");
        return right || !settings.Gate ? 0 : 1;
    }

    private static void PrintParts(CheckoutResult result)
    {
        Console.WriteLine($"\n{result.Store}");
        foreach (var part in result.Latencies.Where(latency => latency.What is "add to cart" or "order" or "pay" or "settle"))
            Console.WriteLine($"  {part.What,-30}{"",12}{part.P50,10:F1}{part.P99,10:F1}");
        foreach (var check in result.Checks) Console.WriteLine($"  {(check.Holds ? "ok   " : "FAIL ")} {check.What}: {check.Seen}");
        foreach (var wrong in result.Wrong.Take(10)) Console.WriteLine($"  FAIL  {wrong}");
    }
}
