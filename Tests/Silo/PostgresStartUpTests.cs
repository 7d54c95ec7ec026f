using Commerce.Tests.Support;
using Npgsql;

namespace Commerce.Tests.Silo;

/// <summary>
/// What is wrong with the database is said in one sentence, with exit code 1, by the shop and by its commands, and no password in it. Of a
/// shop with a data folder; a cluster's silos are met in <c>ClusterStartUpTests</c>.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresStartUpTests(PostgresServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commerce-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [OneProcessTheory]
    [InlineData("migrate")]
    [InlineData("audit")]
    [InlineData(null)]
    public async Task A_wrong_password(string? command)
    {
        var user = await server.PasswordedAsync("right-word");
        var error = await RefusesAsync(command, new NpgsqlConnectionStringBuilder(server.Address)
        {
            Database = "postgres",
            Username = user,
            Password = "wrong-word",
        }.ConnectionString);

        Assert.Equal($"PostgreSQL does not let '{user}' in: check user name and password in ConnectionStrings:Commerce.", error);
    }

    [OneProcessTheory]
    [InlineData("migrate")]
    [InlineData(null)]
    public async Task A_database_that_is_not_there_is_not_made(string? command)
    {
        var error = await RefusesAsync(command, $"{server.Address};Database=nowhere");
        var again = await RefusesAsync(command, $"{server.Address};Database=nowhere");

        Assert.Equal("PostgreSQL has no database 'nowhere': create it, or correct its name in ConnectionStrings:Commerce.", error);
        Assert.Equal(error, again);
    }

    [OneProcessTheory]
    [InlineData("migrate", "Host=127.0.0.1;Port=1;Username=u;Password=wrong-word")]
    [InlineData(null, "Host=127.0.0.1;Port=1;Username=u;Password=wrong-word")]
    [InlineData(null, "Host=no-such-host.invalid;Username=u;Password=wrong-word")]
    public async Task A_server_that_cannot_be_reached(string? command, string database) =>
        Assert.Matches("^PostgreSQL at (127.0.0.1:1|no-such-host.invalid:5432) cannot be reached", await RefusesAsync(command, database));

    [OneProcessTheory]
    [InlineData("migrate", "Host")]
    [InlineData(null, "Host=x;Password=wrong-word;Colour=red")]
    public async Task A_connection_string_that_is_none(string? command, string database) =>
        Assert.Equal("ConnectionStrings:Commerce is not a PostgreSQL connection string.", await RefusesAsync(command, database));

    private async Task<string> RefusesAsync(string? command, string database)
    {
        string[] args = [.. command is null ? [] : new[] { command }, $"--Commerce:DataFolder={_folder}", $"--ConnectionStrings:Commerce={database}"];
        var (exitCode, _, error) = await SiloProcess.RunAsync(args);

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("wrong-word", error, StringComparison.Ordinal);
        return Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
