using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Commerce.Silo.Hosting;

/// <summary>
/// Whether the PostgreSQL of the connection string lets us in, found out before anything is built. A database that does not exist is not
/// made: its name is more likely wrong.
/// </summary>
internal static class DatabaseProbe
{
    private const string Setting = $"ConnectionStrings:{Database.Name}";

    /// <exception cref="StartUpException">It does not.</exception>
    public static void Check(string? connectionString)
    {
        if (connectionString is null) return;
        var asked = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        using var connection = new NpgsqlConnection(asked.ConnectionString);
        try
        {
            connection.Open();
        }
        catch (Exception wrong) when (wrong is DbException or SocketException or TimeoutException or IOException or ArgumentException)
        {
            throw new StartUpException(Sentence(wrong, asked), wrong);
        }
    }

    /// <summary>In our words, not in the server's: what it says may have more in it than an operator's screen should show.</summary>
    private static string Sentence(Exception wrong, NpgsqlConnectionStringBuilder asked) => wrong switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"PostgreSQL does not let '{asked.Username}' in: check user name and password in {Setting}.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"PostgreSQL has no database '{asked.Database}': create it, or correct its name in {Setting}.",
        PostgresException refused =>
            $"PostgreSQL at {asked.Host} refused the connection: {refused.MessageText.TrimEnd('.')} ({refused.SqlState}).",
        NpgsqlException { InnerException: null } => $"PostgreSQL at {asked.Host} cannot be used with {Setting}: {Line(wrong)}.",
        _ => $"PostgreSQL at {asked.Host}:{asked.Port} cannot be reached ({Line(wrong.InnerException ?? wrong)}): see that it runs, "
            + $"and check Host and Port in {Setting}.",
    };

    private static string Line(Exception wrong) => wrong.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
