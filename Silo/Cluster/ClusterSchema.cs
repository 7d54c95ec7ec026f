using Commerce.Silo.Hosting;
using Npgsql;

namespace Commerce.Silo.Cluster;

/// <summary>
/// What Orleans itself keeps in the database, which it does not create: numbered scripts, each applied once, in order, in a transaction of
/// its own. A script that was delivered is never changed; a later one changes what it made.
/// </summary>
internal static class ClusterSchema
{
    private const string Prefix = "schema.", Book = "orleans_schema";

    private static readonly (int Version, string Resource)[] Scripts =
    [
        .. typeof(ClusterSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 3), System.Globalization.CultureInfo.InvariantCulture), name)),
    ];

    /// <summary>Applies what is missing; answers which.</summary>
    public static async Task<string[]> ApplyAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"""
            CREATE TABLE IF NOT EXISTS {Book} (version integer PRIMARY KEY, name text NOT NULL, applied timestamptz NOT NULL DEFAULT now())
            """);
        var last = await VersionAsync(connection);
        var missing = Scripts.Where(script => script.Version > last).ToArray();
        foreach (var (version, resource) in missing)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(connection, await ReadAsync(resource));
            await ExecuteAsync(connection, $"INSERT INTO {Book} (version, name) VALUES ({version}, '{resource[Prefix.Length..]}')");
            await transaction.CommitAsync();
        }

        return [.. missing.Select(script => script.Resource[Prefix.Length..])];
    }

    /// <exception cref="StartUpException">Something is missing. More than this program knows is well: an upgrade is under way.</exception>
    public static async Task CheckAsync(string database, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(stop);
        await using var there = new NpgsqlCommand($"SELECT to_regclass('{Book}') IS NOT NULL", connection);
        if (await there.ExecuteScalarAsync(stop) is true && await VersionAsync(connection) >= Scripts[^1].Version) return;
        throw new StartUpException("The database is older than this program: run 'Silo migrate' first.");
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection)
    {
        await using var ask = new NpgsqlCommand($"SELECT coalesce(max(version), 0) FROM {Book}", connection);
        return (int)(await ask.ExecuteScalarAsync())!;
    }

    private static async Task<string> ReadAsync(string resource)
    {
        using var script = new StreamReader(typeof(ClusterSchema).Assembly.GetManifestResourceStream(resource)!);
        return await script.ReadToEndAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The scripts of this assembly and the texts of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
