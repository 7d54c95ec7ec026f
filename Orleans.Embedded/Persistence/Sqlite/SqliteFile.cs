using Microsoft.Data.Sqlite;
using Orleans.Runtime;

namespace Orleans.Persistence.Sqlite;

/// <summary>The one file in the storage folder: its schema, its connections, and the lock that keeps other processes out.</summary>
internal sealed class SqliteFile : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS state(
            grain TEXT NOT NULL, name TEXT NOT NULL, etag INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY(grain, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS reminder(
            grain TEXT NOT NULL, name TEXT NOT NULL, etag INTEGER NOT NULL,
            first_tick INTEGER NOT NULL, period INTEGER NOT NULL, next_due INTEGER NOT NULL, PRIMARY KEY(grain, name)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reminder_due ON reminder(next_due);
        INSERT INTO meta VALUES('openings', 1) ON CONFLICT DO UPDATE SET value = value + 1;
        """;

    private readonly string _path;
    private FileStream? _lock;

    private SqliteFile(string folder) => _path = Path.Combine(folder, "grains.db");

    /// <summary>How often the file has been opened: the high part of every ETag, so that none is ever given twice.</summary>
    public long Openings { get; private set; }

    public static SqliteFile Open(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = new SqliteFile(folder);
            try
            {
                file.Prepare(folder);
                return file;
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception thrown) when (thrown is IOException or UnauthorizedAccessException or SqliteException or NotSupportedException or ArgumentException)
        {
            throw new OrleansConfigurationException($"The storage folder \"{folder}\" cannot be used: {thrown.Message}", thrown);
        }
    }

    public SqliteConnection Connect(int cacheMegabytes = 2)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        connection.Open();

        // FULL: a commit is on disk before it is answered. The checkpoint is rare, because it is paid by the commit that meets it.
        Execute(connection, $"""
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;
            PRAGMA wal_autocheckpoint=16384; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-{cacheMegabytes * 1024};
            """);
        return connection;
    }

    public void Dispose() => _lock?.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Nothing but the texts of this file comes here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void Prepare(string folder)
    {
        _lock = new FileStream(Path.Combine(folder, "grains.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var connection = Connect();
        Execute(connection, Schema);
        using var openings = new Statement(connection, "SELECT value FROM meta WHERE name = 'openings'");
        openings.Step();
        Openings = openings.Number(0);
        openings.Reset();
    }
}
