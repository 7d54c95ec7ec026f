using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>The writer's own connection, made again after it broke: at once, then with longer and longer pauses up to a second.</summary>
internal sealed class PostgresWriter(string connectionString)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1);

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        ApplicationName = "stock journal",
        Timeout = 5,
        CommandTimeout = 30,
        KeepAlive = 10,
        MaxAutoPrepare = 16,
        AutoPrepareMinUsages = 2,
    }.ConnectionString;

    private NpgsqlConnection? _connection;
    private TimeSpan _pause;
    private bool _made;

    /// <exception cref="NpgsqlException">The server cannot be reached now.</exception>
    public NpgsqlConnection Connect()
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open }) return _connection;
        Break();
        if (_pause > TimeSpan.Zero) Wait(_pause);
        _pause = Longer(_pause);
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            PostgresJournal.Prepare(connection, create: !_made);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        (_connection, _made, _pause) = (connection, true, TimeSpan.Zero);
        return connection;
    }

    public void Break()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>On the writer's own thread: nobody else has anything to do there while the server is away.</summary>
    private static void Wait(TimeSpan pause)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(pause);
    }

    private static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
