using Npgsql;

namespace Commerce.Silo.Stock;

/// <summary>The journal's tables in PostgreSQL and how its connections are set.</summary>
internal static class PostgresJournal
{
    /// <summary>Held while tables are made, so that two processes that start together do not meet.</summary>
    private const long MakingTables = 0x73746f636b01;

    // Blocks are stored as they are: they are written once, read rarely, and compressing them would cost the writer.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS stock_heads (
            key text COLLATE "C" PRIMARY KEY, epoch bigint NOT NULL, last_seq bigint NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE IF NOT EXISTS stock_snapshots (
            key text COLLATE "C" PRIMARY KEY, seq bigint NOT NULL, crc bigint NOT NULL, state bytea NOT NULL);
        ALTER TABLE stock_snapshots ALTER COLUMN state SET STORAGE EXTERNAL;
        CREATE TABLE IF NOT EXISTS stock_blocks (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entries integer NOT NULL, crc bigint NOT NULL, data bytea NOT NULL);
        ALTER TABLE stock_blocks ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE TABLE IF NOT EXISTS stock_segments (
            key text COLLATE "C" NOT NULL, first_seq bigint NOT NULL, last_seq bigint NOT NULL, epoch bigint NOT NULL,
            block bigint NOT NULL, start integer NOT NULL, length integer NOT NULL, crc bigint NOT NULL,
            PRIMARY KEY (key, first_seq));
        """;

    private static readonly string[] Tables = ["stock_heads", "stock_snapshots", "stock_blocks", "stock_segments"];

    public static bool Create(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return Create(connection);
    }

    /// <summary>Makes what is missing; answers whether anything was.</summary>
    public static bool Create(NpgsqlConnection connection)
    {
        if (IsComplete(connection)) return false;   // whoever only runs the shop need not be allowed to make tables
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({MakingTables})");
        var made = !IsComplete(connection);
        if (made) Execute(connection, Schema);
        transaction.Commit();
        return made;
    }

    /// <summary>A commit on this connection has reached the disk when it returns, however the server is set.</summary>
    public static void Prepare(NpgsqlConnection connection, bool create)
    {
        Execute(connection, "SET synchronous_commit = on");
        if (create) Create(connection);
    }

    /// <summary>Connections for looking, beside the writer's.</summary>
    public static NpgsqlDataSource Readers(string connectionString) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 8, ApplicationName = "stock journal, reading" });

    public static bool IsComplete(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT count(*) FROM unnest($1::text[]) AS t(name) WHERE to_regclass(name) IS NOT NULL", connection);
        command.Parameters.Add(new() { Value = Tables });
        return (long)command.ExecuteScalar()! == Tables.Length;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Nothing but the texts of this file comes here.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
