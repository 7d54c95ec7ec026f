using System.Data.Common;
using Commerce.Silo.Stock;
using Microsoft.Data.Sqlite;

namespace Commerce.Tests.Silo;

public sealed class SqliteStockJournalTests : StockJournalContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    protected override (string Break, string Mend) Blocks => (
        "CREATE TRIGGER full BEFORE INSERT ON stock_blocks BEGIN SELECT RAISE(ABORT, 'disk full'); END", "DROP TRIGGER full");

    private string File => Path.Combine(_folder, "journal.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Checksum_is_crc32c() =>
        Assert.Equal(0xE3069283u, StockEntryCodec.Crc("123456789"u8));   // the check value of CRC-32C (RFC 3720, appendix B.4 polynomial)

    /// <summary>2 is FULL: with less, a commit that was answered is lost when the power goes. No test can pull the plug.</summary>
    [Fact]
    public void A_commit_has_reached_the_disk_when_it_returns()
    {
        using var writer = new SqliteJournalFile(File).Create();
        using var command = writer.CreateCommand();
        command.CommandText = "SELECT journal_mode || synchronous FROM pragma_journal_mode, pragma_synchronous";

        Assert.Equal("wal2", command.ExecuteScalar());
    }

    private protected override IJournalReader OpenReader() => new SqliteJournalFile(File).Reader();

    private protected override IJournalStore OpenStore() => new SqliteJournalStore(File);

    protected override DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }
}
