using Commerce.Tests.Support;
using Npgsql;

namespace Commerce.Tests.Silo;

/// <summary><c>Silo migrate</c> on PostgreSQL: from nothing, again, and from two machines at once.</summary>
[Collection(PostgresTests.Name)]
public sealed class MigrateTests(PostgresServer postgres)
{
    private static readonly string[] Tables = ["stock_heads", "stock_blocks", "stock_snapshots", "stock_segments", "orders", "stock_entries", "data_protection_keys"];

    [Fact]
    public async Task It_makes_everything_and_then_finds_nothing_to_do()
    {
        var database = await postgres.DatabaseAsync();

        var first = await MigrateAsync(database);
        var second = await MigrateAsync(database);

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("Applied", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        Assert.Contains("Nothing to do", second.Output, StringComparison.Ordinal);
        await HasAsync(database);
    }

    [Fact]
    public async Task Two_at_once_do_it_once()
    {
        var database = await postgres.DatabaseAsync();

        var both = await Task.WhenAll(MigrateAsync(database), MigrateAsync(database));

        Assert.All(both, one => Assert.Equal((0, ""), (one.ExitCode, one.Error)));
        Assert.Single(both, one => one.Output.Contains("Applied", StringComparison.Ordinal));
        Assert.Single(both, one => one.Output.Contains("Nothing to do", StringComparison.Ordinal));
        await HasAsync(database);
    }

    [Fact]
    public async Task A_password_may_lie_in_a_file_and_a_wrong_one_is_said_in_one_sentence()
    {
        var name = await postgres.GuardedAsync("the right one");
        var database = $"{(await postgres.DatabaseAsync()).Replace("Username=postgres", "Username=" + name, StringComparison.Ordinal)}";
        var file = Path.GetTempFileName();

        await File.WriteAllTextAsync(file, "another one\n");
        var wrong = await MigrateAsync(database, $"--ConnectionStrings:Commerce:PasswordFile={file}");
        await File.WriteAllTextAsync(file, "the right one\n");
        var right = await MigrateAsync(database, $"--ConnectionStrings:Commerce:PasswordFile={file}");
        File.Delete(file);
        var none = await MigrateAsync(database, $"--ConnectionStrings:Commerce:PasswordFile={file}");

        IsSentence(wrong, "check user name and password");
        Assert.DoesNotContain("another one", wrong.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (right.ExitCode, right.Error));
        IsSentence(none, file);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=commerce", "127.0.0.1:1")]
    [InlineData("Host=nowhere.invalid;Username=nobody;Database=commerce", "nowhere.invalid")]
    [InlineData("Data Source=commerce.db", "SQLite")]
    [InlineData("Username=nobody;Database=commerce", "names no Host")]
    public async Task A_database_that_is_not_there_is_said_in_one_sentence(string database, string naming) =>
        IsSentence(await MigrateAsync(database), naming);

    internal static void IsSentence((int ExitCode, string Output, string Error) ended, string naming)
    {
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(naming, ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Task<(int ExitCode, string Output, string Error)> MigrateAsync(string database, params string[] settings) =>
        SiloProcess.RunAsync(["migrate", $"--ConnectionStrings:Commerce={database}", .. settings]);

    private static async Task HasAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var there = new NpgsqlCommand("SELECT count(*) FROM unnest($1::text[]) AS t(name) WHERE to_regclass(name) IS NOT NULL", connection);
        there.Parameters.Add(new() { Value = Tables });
        Assert.Equal((long)Tables.Length, await there.ExecuteScalarAsync());
    }
}
