using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Commerce.Silo.Hosting;

/// <summary>The PostgreSQL that the connection string names, if there is one.</summary>
internal static class Database
{
    public const string Name = "Commerce";

    /// <exception cref="StartUpException">The connection string makes no sense, or is missing where one is needed.</exception>
    public static string? Of(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString(Name);
        if (string.IsNullOrWhiteSpace(given))
        {
#if CLUSTER
            throw new StartUpException($"ConnectionStrings:{Name} is empty: silos of a cluster meet in a PostgreSQL database.");
#else
            return null;
#endif
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(given).ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            // Not the cause's words: they may quote the password.
            throw new StartUpException($"ConnectionStrings:{Name} is not a PostgreSQL connection string.", wrong);
        }
    }
}
