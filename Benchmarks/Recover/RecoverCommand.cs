using System.CommandLine;
using Commerce.Benchmarks.Stock;

namespace Commerce.Benchmarks.Recover;

/// <summary>
/// <c>recover</c>: how fast a journal is replayed from its first entry, and how long a shop that was killed with that journal keeps
/// its customers waiting.
/// </summary>
internal static class RecoverCommand
{
    public static Command Make()
    {
        var entries = new Option<int>("--entries") { DefaultValueFactory = _ => 5_000_000, Description = "Entries in the journal" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5, Description = "Replays, and kills; the median counts" };
        var store = new Option<string>("--store") { DefaultValueFactory = _ => "sqlite", Description = "Where the journal lies" };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a target is missed or a check fails" };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        var command = new Command("recover", "Replay of a long journal, and kill -9 to the first hold") { entries, rounds, store, gate };
        command.SetAction((parsed, _) => RunAsync(
            new(parsed.GetValue(entries), parsed.GetValue(rounds), parsed.GetValue(store) == "postgres"), parsed.GetValue(gate)));
        return command;
    }

    private static async Task<int> RunAsync(RecoverSettings asked, bool gate)
    {
        var result = new StockResult();
        foreach (var skus in new[] { 1, 1000 })
        {
            await using var place = await JournalPlaces.MakeAsync(asked.Postgres);
            await new Replays(asked, result, place).RunAsync(skus);
        }

        await new KilledServer(asked, result).RunAsync();
        Console.WriteLine($"{asked.Entries:N0} entries, {(asked.Postgres ? "PostgreSQL" : "SQLite")}\n");
        StockReport.Print(result.Targets);
        foreach (var wrong in result.Wrong) Console.WriteLine($"* {wrong}");
        return result.Wrong.Count > 0 || (gate && !result.Targets.All(target => target.IsMet)) ? 1 : 0;
    }
}

internal sealed record RecoverSettings(int Entries, int Rounds, bool Postgres);
