using Commerce.Proofs.Kills;
using Commerce.Tests.Support;
using Xunit.Abstractions;

namespace Commerce.Tests.Kills;

/// <summary>
/// The stock as a process of its own under load from callers who remember everything; afterwards the history checker judges what they were
/// told against what is stored. More rounds: <c>Benchmarks -- kills</c>.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class KillTests(ITestOutputHelper output, PostgresServer postgres) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kills").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [OneProcessFact]
    public async Task Killed_at_twenty_random_instants_it_breaks_no_promise() =>
        Judge(await new KillProof(_folder).KillAsync(rounds: 20, seed: 1));

    [OneProcessFact]
    public async Task Stopped_for_a_while_it_goes_on_and_breaks_no_promise()
    {
        var report = await new KillProof(_folder).StopAsync(rounds: 2, TimeSpan.FromSeconds(4), seed: 2);

        Judge(report);
        Assert.True(report.TimedOut > 0, "nobody noticed that it was stopped");
    }

    [OneProcessFact]
    public async Task On_a_full_disk_it_breaks_no_promise_and_goes_on_when_there_is_space()
    {
        await using var disk = await ScarceDisk.MakeAsync();
        output.WriteLine(disk.Means);
        var report = await new KillProof(disk.Data).FillAsync(rounds: 4, disk, seed: 3);

        Judge(report);
        Assert.True(report.Failed > 0, "nobody noticed that the disk was full");
    }

    [OneProcessFact]
    public async Task With_its_database_crashing_under_it_it_breaks_no_promise()
    {
        var proof = new KillProof(_folder, await postgres.DatabaseAsync());
        var report = await proof.RunAsync(rounds: 4, seed: 4, _ => postgres.RestartAsync(immediate: true));

        Judge(report);
        Assert.True(report.Failed > 0, "nobody noticed that the database was gone");
    }

    [OneProcessFact]
    public async Task Killed_over_a_database_that_lives_on_it_breaks_no_promise() =>
        Judge(await new KillProof(_folder, await postgres.DatabaseAsync()).KillAsync(rounds: 4, seed: 5));

    private void Judge(KillReport report)
    {
        output.WriteLine(report.ToString());
        Assert.True(report.Found.Count == 0, string.Join('\n', report.Found.Take(20)));
        Assert.True(report.Entries > 100, $"only {report.Entries} entries: nothing was tried");
    }
}
