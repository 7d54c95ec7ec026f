using System.CommandLine;
using Commerce.Benchmarks.Stock;
using Commerce.Proofs.Kills;

namespace Commerce.Benchmarks.Kills;

/// <summary>
/// <c>kills</c>: the stock as a process of its own under load, and something is done to it: kill -9, stopped and let go on, a full disk, its
/// database crashing. Afterwards the history checker judges what every caller was told against what is stored.
/// </summary>
internal static class KillsCommand
{
    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 20, Description = "How often to kill; the others a fifth of it" };
        var stop = new Option<double>("--stop-seconds") { DefaultValueFactory = _ => 60, Description = "How long it is stopped" };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1 };
        var gate = new Option<bool>("--gate") { Description = "Exit 1 when a promise is broken" };
        var command = new Command("kills", "Kills the stock's process under load and checks every promise") { rounds, stop, seed, gate };
        command.SetAction(async (parsed, _) =>
        {
            var broken = await RunAsync(parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(stop)), parsed.GetValue(seed));
            return parsed.GetValue(gate) && broken > 0 ? 1 : 0;
        });
        return command;
    }

    private static async Task<int> RunAsync(int rounds, TimeSpan stop, ulong seed)
    {
        var some = Math.Max(1, rounds / 5);
        var broken = await TellAsync("kill -9", folder => new KillProof(folder).KillAsync(rounds, seed));
        broken += await TellAsync($"SIGSTOP for {stop.TotalSeconds:N0} s", folder => new KillProof(folder).StopAsync(1, stop, seed));
        await using (var disk = await ScarceDisk.MakeAsync())
        {
            broken += await TellAsync($"full disk ({disk.Means})", _ => new KillProof(disk.Data).FillAsync(some, disk, seed));
        }

        try
        {
            broken += await OverPostgresAsync(rounds, some, seed);
        }
        catch (MissingException missing)
        {
            Console.WriteLine($"PostgreSQL: {missing.Message}");
        }

        return broken;
    }

    private static async Task<int> OverPostgresAsync(int rounds, int some, ulong seed)
    {
        var broken = 0;
        await using (var server = new PostgresServer())
        {
            await server.CreateAsync();
            broken += await TellAsync("PostgreSQL stopped with -m immediate", folder =>
                new KillProof(folder, server.ConnectionString).RunAsync(some, seed, async _ =>
                {
                    await server.KillAsync();
                    await server.StartAsync();
                }));
        }

        await using var another = new PostgresServer();
        await another.CreateAsync();
        return broken + await TellAsync("kill -9 over PostgreSQL", folder => new KillProof(folder, another.ConnectionString).KillAsync(rounds, seed));
    }

    private static async Task<int> TellAsync(string what, Func<string, Task<KillReport>> prove)
    {
        var folder = Directory.CreateTempSubdirectory("kills").FullName;
        var report = await prove(folder);
        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"{what}: {report}");
        foreach (var found in report.Found.Take(20)) Console.WriteLine($"  {found}");
        return report.Found.Count;
    }
}
