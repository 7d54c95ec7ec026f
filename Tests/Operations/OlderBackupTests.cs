using Commerce.Silo.Hosting;
using Commerce.Silo.Operations;
using Commerce.Silo.Stock;
using Commerce.Stock;
using Commerce.Tests.Silo;
using Commerce.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commerce.Tests.Operations;

/// <summary>A stock journal that is an older backup than the data folder beside it is noticed before anybody is sold a unit twice.</summary>
[Collection(PostgresTests.Name)]
public sealed class OlderBackupTests(PostgresServer server) : IDisposable
{
    private const string Key = "kagetsudo/P1";
    private readonly string _path = Directory.CreateTempSubdirectory("backup-").FullName;

    public void Dispose() => Leftovers.Delete(_path);

    [Fact]
    public async Task A_file_that_was_put_back_stops_the_start_until_the_operator_says_that_it_is_meant()
    {
        var place = Place(null);
        await SellAsync(place, 1);
        var backup = Path.Combine(_path, "backup.db");
        using (var from = new SqliteConnection($"Data Source={Path.Combine(_path, "journal.db")};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={backup};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }

        await SellAsync(place, 2);
        await StartAsync(place);
        foreach (var file in Directory.GetFiles(_path, "journal.db*")) File.Delete(file);
        File.Move(backup, Path.Combine(_path, "journal.db"));

        var refused = await Assert.ThrowsAsync<StartUpException>(() => StartAsync(place));
        await Assert.ThrowsAsync<StartUpException>(() => StartAsync(place));
        Assert.Contains("older than this data folder (it ends at block 1, and this shop has seen block 3", refused.Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(_path, "journal-seen"));
        await StartAsync(place);
    }

    [OneProcessFact]
    public async Task The_program_ends_with_one_sentence_and_the_audit_names_it_too()
    {
        var folder = $"--Commerce:DataFolder={_path}";
        await SiloProcess.RunAsync("migrate", folder);
        await SellAsync(Place(null), 2);
        await File.WriteAllTextAsync(Path.Combine(_path, "journal-seen"), "7 file\n");

        var start = await SiloProcess.RunAsync(folder);
        var audit = await SiloProcess.RunAsync("audit", folder);

        Assert.Equal(1, start.ExitCode);
        var sentence = Assert.Single(start.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("The stock journal is older than this data folder", sentence, StringComparison.Ordinal);
        Assert.Equal(1, audit.ExitCode);
        Assert.Contains("! the journal is older than the data folder", audit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_put_back_stops_the_start_and_the_newest_one_does_not()
    {
        var database = await server.DatabaseAsync();
        await SellAsync(Place(database), 1);
        var backup = await BackUpAsync(database);
        await SellAsync(Place(database), 2);

        await StartAsync(Place(database));
        await Assert.ThrowsAsync<StartUpException>(() => StartAsync(Place(backup)));
        await StartAsync(Place(database));
    }

    [Fact]
    public async Task A_journal_that_has_moved_to_PostgreSQL_is_not_compared_with_the_file_it_came_from()
    {
        await SellAsync(Place(null), 3);
        await StartAsync(Place(null));
        foreach (var file in Directory.GetFiles(_path, "journal.db*")) File.Delete(file);

        await StartAsync(Place(await server.SchemaAsync()));
    }

    [Fact]
    public async Task A_mark_that_cannot_be_read_stops_nobody()
    {
        await SellAsync(Place(null), 1);
        await File.WriteAllTextAsync(Path.Combine(_path, "journal-seen"), "\0\0\0");

        await StartAsync(Place(null));
    }

    private JournalPlace Place(string? postgres) => new(DataFolder.Beside(_path), postgres);

    /// <summary>So many flushes, each noted in the data folder.</summary>
    private async Task SellAsync(JournalPlace place, int flushes)
    {
        using var journal = new StockJournal(place.Store(), NullLogger<StockJournal>.Instance);
        var log = await journal.OpenAsync(Key, default);
        var last = log.Tail is [.., var newest] ? newest.Sequence : 0;
        for (var i = 1; i <= flushes; i++)
        {
            var at = DateTimeOffset.UnixEpoch;
            await journal.Append(Key, log.Epoch, new(last + i, StockEntryKind.Adjusted, at, $"supply-{last + i}", Quantity: 1, Detail: "{}"));
        }

        Watch(place, journal).Note();
    }

    private async Task StartAsync(JournalPlace place)
    {
        using var journal = new StockJournal(place.Store(), NullLogger<StockJournal>.Instance);
        using var watch = Watch(place, journal);
        await watch.StartAsync(default);
        await watch.StopAsync(default);
    }

    private JournalWatch Watch(JournalPlace place, StockJournal journal) =>
        new(place, journal, new(DataFolder.Beside(_path)), NullLogger<JournalWatch>.Instance);

    /// <summary>The database as it is now, under another name.</summary>
    private async Task<string> BackUpAsync(string database)
    {
        NpgsqlConnection.ClearAllPools();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var connection = new NpgsqlConnection($"{server.Address};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var copy = connection.CreateCommand();
#pragma warning disable CA2100 // A name of our own.
        copy.CommandText = $"CREATE DATABASE {name}_backup TEMPLATE {name}";
#pragma warning restore CA2100
        await copy.ExecuteNonQueryAsync();
        return $"{server.Address};Database={name}_backup";
    }
}
