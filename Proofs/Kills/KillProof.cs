using Commerce.Proofs.History;
using Commerce.Proofs.Simulation;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Npgsql;

namespace Commerce.Proofs.Kills;

/// <param name="TimedOut">Requests that nobody answered in time.</param>
/// <param name="Failed">Requests that were answered "I do not know".</param>
/// <param name="Found">Every promise that was broken.</param>
/// <param name="Starts">How long each start took, to the first line that it reads.</param>
internal sealed record KillReport(
    int Rounds, int Requests, int TimedOut, int Failed, int Entries, IReadOnlyList<TimeSpan> Starts, IReadOnlyList<string> Found)
{
    public override string ToString() =>
        $"{Rounds} rounds, {Requests:N0} requests ({TimedOut:N0} timed out, {Failed:N0} failed), {Entries:N0} entries, "
        + $"start {Starts.Order().ElementAt(Starts.Count / 2).TotalMilliseconds:N0} ms (median of {Starts.Count}), {Found.Count} promises broken";
}

/// <summary>A sale in a real process, that something is done to again and again; then the books, by the history checker.</summary>
/// <param name="folder">The process's data folder.</param>
/// <param name="postgres">A connection string when the journal is to lie in PostgreSQL.</param>
internal sealed class KillProof(string folder, string? postgres = null)
{
    private const int Units = 400;
    private const int AtOnce = 24;
    private static readonly string[] Skus = ["shop/P4", "shop/P5"];

    /// <summary>kill -9 at random instants, and a start on the same data.</summary>
    public Task<KillReport> KillAsync(int rounds, ulong seed) => RunAsync(rounds, seed, async stock =>
    {
        await stock.KillAsync();
        await stock.StartAsync();
    });

    /// <summary>Stopped for this long, and let go on.</summary>
    public Task<KillReport> StopAsync(int rounds, TimeSpan time, ulong seed) => RunAsync(rounds, seed, async stock =>
    {
        await stock.SignalAsync("STOP");
        await Task.Delay(time);
        await stock.SignalAsync("CONT");
        await Task.Delay(500);
    });

    /// <summary>The disk is full for a while, and then is not any more.</summary>
    public Task<KillReport> FillAsync(int rounds, ScarceDisk disk, ulong seed) => RunAsync(rounds, seed, async stock =>
    {
        await disk.FillAsync(stock.Id);
        await Task.Delay(700);
        await disk.FreeAsync(stock.Id);
        await Task.Delay(500);
    });

    /// <param name="rounds">How often.</param>
    /// <param name="seed">Of the callers and of the moments.</param>
    /// <param name="disturb">What is done to it in each round.</param>
    public async Task<KillReport> RunAsync(int rounds, ulong seed, Func<StockProcess, Task> disturb)
    {
        var dice = new Dice(seed);
        await using var stock = new StockProcess(folder, postgres);
        await stock.StartAsync();
        var callers = new Callers(stock, Skus);
        await callers.OpenAsync(Units);
        var calling = callers.Start(AtOnce, seed);
        for (var round = 0; round < rounds; round++)
        {
            await SomeAnswersAsync(callers, 20 + dice.Below(600));
            await Task.Delay(dice.Below(50));
            await disturb(stock);
        }

        await Task.Delay(300);
        callers.Stop();
        await Task.WhenAll(calling);
        await stock.KillAsync();

        List<string> found = callers.Unanswered == 0 ? [] : [$"{Promise.Broken}: {callers.Unanswered} requests were never answered"];
        using var journal = Open();
        var entries = Check(journal, Skus, callers, found);
        return new(rounds, callers.Asked, callers.TimedOut, callers.Failed, entries, stock.Starts, found);
    }

    /// <summary>A random moment of a sale that is under way: a process that has only just started has little to lose.</summary>
    internal static async Task SomeAnswersAsync(Callers callers, int more)
    {
        var until = callers.Answered + more;
        for (var patience = 0; callers.Answered < until && patience < 400; patience++) await Task.Delay(10);
    }

    /// <summary>What the callers were told, against what the journal holds; answers how many entries it holds.</summary>
    internal static int Check(IJournalReader journal, IEnumerable<string> skus, Callers callers, List<string> found)
    {
        var total = 0;
        foreach (var sku in skus)
        {
            var tail = new LogTail(sku, 0);
            journal.Segments(sku, 0, tail.Add);
            var entries = tail.UpTo(journal.Head(sku)!.Last);
            total += entries.Count;
            foreach (var violation in HistoryChecker.Check(callers.History(sku), entries)) found.Add($"{sku}: {violation}");

            var replayed = new StockState();
            foreach (var entry in entries) StockRules.Apply(replayed, entry);
            var opened = LogTail.Open(journal, sku, 0);
            var restarted = opened.Snapshot is { } snapshot ? StockSnapshot.Read(snapshot) : new StockState();
            foreach (var entry in opened.Tail) StockRules.Apply(restarted, entry);
            if (StockSnapshot.Hash(restarted) != StockSnapshot.Hash(replayed)) found.Add($"{Promise.WrongSum}: {sku} restarts as something else");
        }

        return total;
    }

    private IJournalReader Open()
    {
        if (postgres is null) return new SqliteJournalFile(Path.Combine(folder, "journal.db")).Reader();
        var connection = new NpgsqlConnection(postgres);
        connection.Open();
        return new PostgresJournalReader(connection);
    }
}
