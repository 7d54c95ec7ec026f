using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Commerce.Silo.Hosting;

/// <summary>The PostgreSQL that the connection string names, if there is one.</summary>
internal static class Database
{
    public const string Name = "Commerce";

    private const string Setting = "ConnectionStrings:" + Name, PasswordFile = Setting + ":PasswordFile";

    /// <summary>A word that only SQLite's connection strings have.</summary>
    private static readonly string[] OfSqlite = ["Data Source", "DataSource", "Filename"];

    /// <exception cref="StartUpException">The connection string makes no sense, or is missing where one is needed.</exception>
    public static string? Of(IConfiguration configuration)
    {
        var given = configuration.GetConnectionString(Name);
        if (string.IsNullOrWhiteSpace(given))
        {
#if CLUSTER
            throw new StartUpException($"{Setting} is empty: silos of a cluster meet in a PostgreSQL database.");
#else
            return null;
#endif
        }

        var database = Read(given);
        if (configuration[PasswordFile] is { Length: > 0 } file) database.Password = Password(database, file);
#if CLUSTER
        // Every silo and web has a pool of its own, and PostgreSQL takes 100 connections in all unless told otherwise.
        if (!given.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)) database.MaxPoolSize = 30;
#endif
        return database.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Read(string given)
    {
        if (given.Split(';').Any(part => OfSqlite.Contains(part.Split('=')[0].Trim(), StringComparer.OrdinalIgnoreCase)))
        {
            throw new StartUpException($"{Setting} names a SQLite file: it must be that of a PostgreSQL, such as 'Host=…;Database=…;Username=…'.");
        }

        try
        {
            var database = new NpgsqlConnectionStringBuilder(given);
            return !string.IsNullOrEmpty(database.Host) ? database : throw new StartUpException($"{Setting} names no Host.");
        }
        catch (ArgumentException wrong)
        {
            // Not the cause's words: they may quote the password.
            throw new StartUpException($"{Setting} is not a PostgreSQL connection string.", wrong);
        }
    }

    /// <summary>A password that lies in a file is neither in the process's environment nor in its command line.</summary>
    private static string Password(NpgsqlConnectionStringBuilder database, string file)
    {
        if (!string.IsNullOrEmpty(database.Password)) throw new StartUpException($"{Setting} has a password and {PasswordFile} another: take one away.");
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartUpException($"{PasswordFile} is '{file}', which cannot be read ({unread.Message.TrimEnd('.')}).", unread);
        }
    }
}
