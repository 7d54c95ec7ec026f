using Microsoft.Data.Sqlite;

namespace Commerce.Silo.Stock;

/// <summary>The journal's file: its tables and its connections.</summary>
internal sealed class SqliteJournalFile(string path)
{
    internal const int PageSize = 8_192;
    private const int CheckpointBytes = 32 << 20;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS stock_heads (
            key TEXT PRIMARY KEY, epoch INTEGER NOT NULL, last_seq INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS stock_snapshots (
            key TEXT PRIMARY KEY, seq INTEGER NOT NULL, crc INTEGER NOT NULL, state BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS stock_blocks (
            id INTEGER PRIMARY KEY, entries INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS stock_segments (
            key TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
            block INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL, crc INTEGER NOT NULL,
            PRIMARY KEY (key, first_seq)) WITHOUT ROWID;
        """;

    /// <summary>Opens the file for writing and creates what is missing in it.</summary>
    /// <exception cref="SqliteException">The file cannot be opened or written.</exception>
    public SqliteConnection Create()
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        // FULL: a commit has reached the disk when it returns. The checkpoint is rare, because it is paid by the flush that meets it.
        // A block of a busy flush lies on few pages; a file keeps the size of page that it was made with.
        Execute(connection, $"""
            PRAGMA page_size={PageSize}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;
            PRAGMA wal_autocheckpoint={CheckpointBytes / PageSize}; PRAGMA journal_size_limit=67108864;
            """);
        Execute(connection, Schema);
        return connection;
    }

    /// <summary>For looking only, beside the writer.</summary>
    public SqliteJournalReader Reader()
    {
        var connection = Connect(SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA busy_timeout=5000;");
        return new(connection);
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing but the texts of this file comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
