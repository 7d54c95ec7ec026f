using Npgsql;

namespace Commerce.Silo.Hosting;

/// <summary>
/// Held by whoever changes the tables of a PostgreSQL: the next one waits, and finds them changed. It ends with its connection, also when
/// its holder is killed.
/// </summary>
internal static class DatabaseLock
{
    private const long ChangingTables = 0x636f6d6d65726365;   // "commerce"

    /// <exception cref="StartUpException">Somebody else has it for longer than ten minutes.</exception>
    public static async Task<IAsyncDisposable> TakeAsync(string database)
    {
        // Not of a pool: closing must end the session, and the lock with it.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false, CommandTimeout = 600, KeepAlive = 10 }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection);
            take.Parameters.Add(new() { Value = ChangingTables });
            await take.ExecuteNonQueryAsync();
            return connection;
        }
        catch (NpgsqlException waited) when (waited.InnerException is TimeoutException && connection.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            await connection.DisposeAsync();
            throw new StartUpException("Another process has been changing the database's tables for ten minutes: see what it is doing.", waited);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
