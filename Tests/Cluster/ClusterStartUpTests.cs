using System.Net;
using System.Net.Sockets;
using Commerce.Proofs;
using Commerce.Silo.Cluster;
using Commerce.Tests.Cluster.Running;
using Commerce.Tests.Silo;
using Commerce.Tests.Support;
using Npgsql;

namespace Commerce.Tests.Cluster;

/// <summary>What is wrong with a cluster's settings is said in one sentence, with exit code 1.</summary>
[Collection(PostgresTests.Name)]
public sealed class ClusterStartUpTests(PostgresServer postgres)
{
    private const string Somewhere = "--ConnectionStrings:Commerce=Host=127.0.0.1;Port=1;Username=nobody;Database=commerce";

    [Theory]
    [InlineData("ConnectionStrings:Commerce is empty")]
    [InlineData("names a SQLite file", "--ConnectionStrings:Commerce=Data Source=shop.db")]
    [InlineData("127.0.0.1:1", Somewhere)]
    [InlineData("has no data folder", Somewhere, "--Commerce:DataFolder=data")]
    [InlineData("Cluster:SiloPort is 'eleven'", Somewhere, "--Cluster:SiloPort=eleven")]
    [InlineData("Cluster:GatewayPort is '70000'", Somewhere, "--Cluster:GatewayPort=70000")]
    [InlineData("are both 11111", Somewhere, "--Cluster:GatewayPort=11111")]
    [InlineData("Cluster:AdvertisedAddress is 'nowhere.invalid'", Somewhere, "--Cluster:AdvertisedAddress=nowhere.invalid")]
    [InlineData("Cluster:ClusterId is 'a b'", Somewhere, "--Cluster:ClusterId=a b")]
    [InlineData("Cluster:ProbeTimeout is '0'", Somewhere, "--Cluster:ProbeTimeout=0")]
    [InlineData("Commerce:DrainWithin is 00:00:00", Somewhere, "--Commerce:DrainWithin=0")]
    [InlineData("Commerce: ", Somewhere, "--Commerce:DrainWithin=soon")]
    public async Task A_setting_that_cannot_be_used_is_named(string naming, params string[] settings) =>
        MigrateTests.IsSentence(await SiloProcess.RunAsync(settings), naming);

    [Fact]
    public async Task A_database_without_tables_is_said_to_be_older() => MigrateTests.IsSentence(
        await SiloProcess.RunAsync($"--ConnectionStrings:Commerce={await postgres.DatabaseAsync()}"), "run 'Silo migrate' first");

    [Fact]
    public async Task A_database_without_the_newest_tables_of_the_cluster_is_said_to_be_older()
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        await ExecuteAsync(database, "DELETE FROM orleans_schema");

        MigrateTests.IsSentence(await SiloProcess.RunAsync($"--ConnectionStrings:Commerce={database}"), "run 'Silo migrate' first");
        Assert.NotEmpty(await ClusterSchema.ApplyAsync(database));
        await ClusterSchema.CheckAsync(database, CancellationToken.None);
    }

    /// <summary>While an upgrade is under way, the program before it runs on.</summary>
    [Fact]
    public async Task A_database_that_is_newer_than_the_program_is_well()
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        await ExecuteAsync(database, "INSERT INTO orleans_schema (version, name) VALUES (999, 'later')");

        await ClusterSchema.CheckAsync(database, CancellationToken.None);
        Assert.Empty(await ClusterSchema.ApplyAsync(database));
    }

    [Theory]
    [InlineData("SiloPort", "GatewayPort")]
    [InlineData("GatewayPort", "SiloPort")]
    public async Task A_port_that_somebody_listens_on_is_named(string taken, string free)
    {
        var database = await RunningCluster.DatabaseAsync(postgres);
        using var other = new TcpListener(IPAddress.Any, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var ended = await SiloProcess.RunAsync(
            $"--ConnectionStrings:Commerce={database}", "--Cluster:AdvertisedAddress=127.0.0.1", $"--Cluster:{taken}={port}", $"--Cluster:{free}={Ports.Free()}");

        MigrateTests.IsSentence(ended, $"{port}");
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Words of these tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
