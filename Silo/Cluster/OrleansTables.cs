#if CLUSTER
using Npgsql;

namespace Commerce.Silo.Cluster;

/// <summary>What Orleans itself keeps in the database, which it does not create.</summary>
internal static class OrleansTables
{
    public static async Task CreateAsync(string database)
    {
        using var script = new StreamReader(typeof(OrleansTables).Assembly.GetManifestResourceStream("orleans.sql")!);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(await script.ReadToEndAsync(), connection);
        await create.ExecuteNonQueryAsync();
    }
}
#endif
