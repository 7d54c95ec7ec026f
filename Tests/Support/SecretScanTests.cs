using System.Diagnostics;
using Npgsql;

namespace Commerce.Tests.Support;

/// <summary>
/// <c>.ci/scan-secrets</c> finds what it looks for also inside PostgreSQL, which by itself would squeeze large values until nobody can read
/// them. What is planted here is gone before the scan of the whole suite.
/// </summary>
public sealed class SecretScanTests
{
    private const string Card = "4000003920000003", Key = "sk_test_planted_in_a_large_value";

    [Theory]
    [InlineData("text", Card, "card number")]
    [InlineData("jsonb", Card, "card number")]
    [InlineData("bytea", Card, "card number")]
    [InlineData("text", "\"cvc\":\"907\"", "security code")]
    [InlineData("bytea", Key, "secret")]
    public async Task Canary_in_a_large_value_of_PostgreSQL_is_found_in_its_files_and_in_its_dump(string type, string canary, string kind)
    {
        var postgres = new PostgresServer();
        try
        {
            await postgres.InitializeAsync();
            await PlantAsync(await postgres.DatabaseAsync(), type, canary);
            var inFiles = await ScanAsync(postgres.Folder);
            Assert.Contains(inFiles, found => found.StartsWith(kind + " in ", StringComparison.Ordinal) && found.Contains("/base/", StringComparison.Ordinal));

            await postgres.DumpAsync();
            var dump = Path.Combine(postgres.Folder, "dump.sql");
            Assert.Equal([$"{kind} in {dump}"], await ScanAsync(dump));
        }
        finally
        {
            await postgres.StopAsync(immediate: true);
            Directory.Delete(postgres.Folder, recursive: true);
        }
    }

    /// <summary>A hundred kilobytes that compress to a hundredth, with the canary in the middle of one of the pieces that they are stored in.</summary>
    private static async Task PlantAsync(string database, string type, string canary)
    {
        var half = string.Concat(Enumerable.Repeat("花月堂 and nothing else ", 2_000));
        var whole = half + canary + half;
        await using var server = new NpgsqlConnection(database + ";Pooling=false");
        await server.OpenAsync();
        await using var make = server.CreateCommand();
#pragma warning disable CA2100 // Words of our own.
        make.CommandText = $"CREATE TABLE kept (body {type}); INSERT INTO kept SELECT {Made(type)}; CHECKPOINT";
#pragma warning restore CA2100
        make.Parameters.AddWithValue("whole", whole);
        await make.ExecuteNonQueryAsync();
    }

    private static string Made(string type) => type switch
    {
        "jsonb" => "jsonb_build_object('body', @whole)",
        "bytea" => "convert_to(@whole, 'UTF8')",
        _ => "@whole",
    };

    private static async Task<string[]> ScanAsync(string place)
    {
        var scan = new ProcessStartInfo("bash", [Path.Combine(SourceTree.Root, ".ci", "scan-secrets"), place]) { RedirectStandardOutput = true };
        using var process = Process.Start(scan)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
