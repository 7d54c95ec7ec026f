using System.CommandLine;
using Commerce.Proofs.Simulation;

namespace Commerce.Benchmarks.Simulate;

/// <summary>
/// <c>simulate</c>: the stock's rules and its journal under a disk, clocks and a network that do their worst, seed after seed. What it
/// counts are the faults that really happened: one that never did has proved nothing.
/// </summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 1, Description = "How long" };
        var seed = new Option<ulong?>("--seed") { Description = "Begin with this seed; without it, with one that was never used" };
        var only = new Option<bool>("--only") { Description = "Only the seed of --seed, told step by step" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a promise is broken or a kind of fault never happened" };
        var command = new Command("simulate", "Simulates sales on failing machines and checks every promise") { minutes, seed, only, gate };
        command.SetAction((parsed, stop) => Task.FromResult(
            parsed.GetValue(only)
                ? Tell(parsed.GetValue(seed) ?? 1)
                : Run(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(seed) ?? Fresh(), parsed.GetValue(gate), stop)));
        return command;
    }

    private static ulong Fresh() => (ulong)TimeProvider.System.GetUtcNow().UtcTicks << 8;

    private static int Tell(ulong seed)
    {
        Console.WriteLine(Campaign.Story(seed));
        return 0;
    }

    private static int Run(TimeSpan time, ulong seed, bool gate, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(time);
        var campaign = Campaign.Run(seed, long.MaxValue, over.Token);

        Console.WriteLine($"{campaign.Seeds:N0} seeds from {seed} on, {campaign.SeedsPerSecond:N0} seeds/s, {campaign.Entries:N0} entries");
        Console.WriteLine("| fault | times |");
        Console.WriteLine("|---|---|");
        foreach (var fault in Enum.GetValues<Fault>()) Console.WriteLine($"| {fault} | {campaign.Faults[(int)fault]:N0} |");
        foreach (var missing in campaign.Missing) Console.WriteLine($"{missing} never happened.");
        Console.WriteLine(campaign.Failed.Count == 0
            ? "No promise was broken."
            : $"Promises were broken by seeds {string.Join(", ", campaign.Failed)}. The first one:\n{Campaign.Story(campaign.Failed[0])}");
        return gate && (campaign.Failed.Count > 0 || campaign.Missing.Any()) ? 1 : 0;
    }
}
