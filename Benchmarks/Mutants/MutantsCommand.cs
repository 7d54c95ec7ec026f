using System.CommandLine;

namespace Commerce.Benchmarks.Mutants;

/// <summary>
/// <c>mutants</c>: are the tests themselves any good? Builds the product broken on purpose, one way at a time
/// (<c>Tests/Mutants/mutants.xml</c>), and expects tests to fail. The unbroken build comes first and must be green.
/// </summary>
internal static class MutantsCommand
{
    public static Command Make()
    {
        var names = new Argument<string[]>("names") { Description = "Only these", Arity = ArgumentArity.ZeroOrMore };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 unless every mutant is caught" };
        var command = new Command("mutants", "Breaks the product on purpose and shows which tests notice") { names, gate };
        command.SetAction(async (parsed, stop) => await RunAsync(parsed.GetValue(names) ?? [], parsed.GetValue(gate), stop));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool gate, CancellationToken stop)
    {
        var all = Mutant.All();
        var chosen = names.Length == 0 ? all : [.. all.Where(mutant => names.Contains(mutant.Name))];
        if (names.Except(all.Select(mutant => mutant.Name)).FirstOrDefault() is { } unknown)
        {
            Console.Error.WriteLine($"There is no mutant '{unknown}': there are {string.Join(", ", all.Select(mutant => mutant.Name))}.");
            return 1;
        }

        using var bench = new MutantBench();
        Console.WriteLine("| mutant | what it breaks | caught by |");
        Console.WriteLine("|---|---|---|");
        var healthy = await bench.TryAsync(null, string.Join('|', chosen.Select(mutant => mutant.CaughtBy).Distinct()), stop);
        Console.WriteLine($"| none | nothing | {(healthy.Green ? $"nobody: {healthy.Passed} tests pass" : healthy.Told)} |");
        if (!healthy.Green) return 1;

        var escaped = 0;
        foreach (var mutant in chosen)
        {
            var verdict = await bench.TryAsync(mutant.Name, mutant.CaughtBy, stop);
            if (!verdict.Caught) escaped++;
            Console.WriteLine($"| {mutant.Name} | {mutant.Why} | {(verdict.Caught ? verdict.Told : "**nobody** " + verdict.Told)} |");
        }

        Console.WriteLine($"{chosen.Count - escaped} of {chosen.Count} mutants caught.");
        return gate && escaped > 0 ? 1 : 0;
    }
}
