using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Commerce.Proofs.Pricing;

namespace Commerce.Benchmarks.Pricing;

/// <summary><c>pricing</c>: random baskets in every rounding; exit code 1 when one price does not add up to the yen.</summary>
internal static class PricingCommand
{
    private const int Shown = 20;

    public static Command Make()
    {
        var baskets = new Option<int>("--baskets") { DefaultValueFactory = _ => 1_000_000, Description = "How many, each in all three roundings" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 0, Description = "The first seed" };
        var command = new Command("pricing", "Prices random baskets and checks that every sum adds up") { baskets, seed };
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed.GetValue(seed), parsed.GetValue(baskets), stop)));
        return command;
    }

    private static int Run(int first, int baskets, CancellationToken stop)
    {
        var wrong = new ConcurrentQueue<string>();
        var watch = Stopwatch.StartNew();
        Parallel.For(first, checked(first + baskets), new ParallelOptions { CancellationToken = stop }, seed =>
        {
            foreach (var rounding in BasketProof.Roundings)
            {
                if (BasketProof.Check(seed, rounding) is { } problem) wrong.Enqueue(problem);
            }
        });

        var prices = (long)baskets * BasketProof.Roundings.Length;
        Console.WriteLine($"{baskets:N0} baskets × {BasketProof.Roundings.Length} roundings, each priced twice, in {watch.Elapsed.TotalSeconds:N1} s ({prices / watch.Elapsed.TotalSeconds:N0} checked prices/s)");
        Console.WriteLine(wrong.IsEmpty ? "Every sum adds up." : $"{wrong.Count:N0} do not add up:");
        foreach (var problem in wrong.Take(Shown)) Console.WriteLine(problem);
        return wrong.IsEmpty ? 0 : 1;
    }
}
