using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Commerce.Tests.Silo;

/// <summary>The audit as the operator starts it.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;

    public void Dispose() => Leftovers.Delete(_folder);

    [OneProcessFact]
    public async Task It_ends_with_0_when_all_is_well_and_with_1_when_something_is_not_also_beside_the_shop()
    {
        await SiloProcess.RunAsync("migrate", Folder);
        using var journal = new StockJournal(new SqliteJournalStore(Path.Combine(_folder, "journal.db")), NullLogger<StockJournal>.Instance);
        var log = await journal.OpenAsync("kagetsudo/P4", default);
        await journal.Append("kagetsudo/P4", log.Epoch, new(1, StockEntryKind.Adjusted, DateTimeOffset.UnixEpoch, "supply", Quantity: 3, Detail: "{}"));

        var sound = await SiloProcess.RunAsync("audit", Folder);
        var knew = await SiloProcess.RunAsync("audit", "as-of", "kagetsudo/P4", "12:00", Folder);
        var replay = await SiloProcess.RunAsync("audit", "replay", Folder);
        Damage();
        var damaged = await SiloProcess.RunAsync("audit", Folder);

        Assert.Equal((0, ""), (sound.ExitCode, sound.Error));
        Assert.Contains("No differences.", sound.Output, StringComparison.Ordinal);
        Assert.Contains("supply 3 = free 3 + held 0 + sold 0", knew.Output, StringComparison.Ordinal);
        Assert.Equal(0, replay.ExitCode);
        Assert.Equal((1, "The audit found"), (damaged.ExitCode, damaged.Error[..15]));
        Assert.Contains("kagetsudo/P4 entry 1", damaged.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_ever_stored_it_says_so()
    {
        var nothing = await SiloProcess.RunAsync("audit", Folder);

        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("no stock journal", nothing.Error, StringComparison.Ordinal);
    }

    private string Folder => $"--Commerce:DataFolder={_folder}";

    private void Damage()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE stock_segments SET crc = crc + 1";
        command.ExecuteNonQuery();
    }
}
