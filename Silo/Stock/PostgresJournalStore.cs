using Commerce.Stock;
using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>
/// The journal in PostgreSQL: a flush is one round trip and one commit, whatever the number of its SKUs. A connection that broke is made
/// again by the next flush.
/// </summary>
internal sealed class PostgresJournalStore : IJournalStore
{
    private readonly PostgresWriter _writer;
    private readonly PostgresFlush _flush = new();
    private readonly NpgsqlDataSource _readers;

    /// <exception cref="NpgsqlException">The database cannot be reached, or its tables cannot be made.</exception>
    public PostgresJournalStore(string connectionString)
    {
        _writer = new(connectionString);
        _readers = PostgresJournal.Readers(connectionString);
        _writer.Connect();
    }

    public void Store(JournalBatch flush)
    {
        var connection = _writer.Connect();
        try
        {
            _flush.Store(connection, flush);
        }
        catch
        {
            // Whatever was wrong, a fresh connection starts from what is stored; a row that the old one still locks is waited for.
            _writer.Break();
            throw;
        }
    }

    public OpenedLog Read(string key, long epoch)
    {
        try
        {
            return ReadOnce(key, epoch);
        }
        catch (NpgsqlException broken) when (broken.IsTransient || broken.InnerException is IOException)
        {
            _readers.Clear();   // connections from before the server went away
            return ReadOnce(key, epoch);
        }
    }

    private OpenedLog ReadOnce(string key, long epoch)
    {
        using var reader = new PostgresJournalReader(_readers.OpenConnection());
        return LogTail.Open(reader, key, epoch);
    }

    public void Dispose()
    {
        _writer.Break();
        _readers.Dispose();
    }
}
