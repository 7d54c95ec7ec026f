using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Commerce.Tests.Support;

/// <summary>
/// A real PostgreSQL of this machine's package, in a temporary folder that also holds its socket: nothing of it is left behind. Durable as
/// in earnest (fsync on), so that tests may stop it in the middle. It compresses no value, and leaves a dump of all its databases to whoever
/// looks through what tests leave behind: what is in it can be found there as it was written.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime, IDisposable
{
    private const string Package = "/usr/lib/postgresql/15/bin";
    private static readonly bool IsRoot = Environment.UserName == "root";   // PostgreSQL refuses to run as root
    private readonly string _folder = Directory.CreateTempSubdirectory("pg-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _shared = [];
    private int _names;

    private string Cluster => Path.Combine(_folder, "cluster");

    public string Folder => _folder;

    /// <summary>For <c>new NpgsqlConnection(…)</c>: everything but the database.</summary>
    public string Address => $"Host={_folder};Username=postgres;Include Error Detail=true";

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Package, "initdb")))
        {
            throw new InvalidOperationException($"PostgreSQL 15 is not installed in {Package}: apt-get install postgresql-15 (test.sh does)");
        }

        if (IsRoot) await RunAsync("chown", "postgres", _folder);
        await AsPostgresAsync("initdb", "-D", Cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await StartAsync();

        // Out of line and as they are, in every column of every table that is made from now on; new databases are copies of template1.
        foreach (var database in (string[])["template1", "postgres"])
            foreach (var type in (string[])["text", "varchar", "bpchar", "bytea", "json", "jsonb", "xml"])
                await RunSqlAsync($"ALTER TYPE {type} SET (STORAGE = external)", database);
    }

    /// <summary>All databases as text, bytes that are text too.</summary>
    public Task DumpAsync() => AsPostgresAsync(
        "pg_dumpall", "-h", _folder, "-U", "postgres", "--no-role-passwords", "-f", Path.Combine(_folder, "dump.sql"));

    /// <summary>Answers when the server takes connections.</summary>
    public Task StartAsync() => AsPostgresAsync("pg_ctl", "start", "-D", Cluster, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o",
        $"-c listen_addresses= -c unix_socket_directories={_folder} -c fsync=on -c bytea_output=escape -c max_connections=200 -c shared_buffers=64MB");

    /// <param name="immediate">As a crash does it: nothing is written out, and the next start recovers from the log.</param>
    public async Task StopAsync(bool immediate = false)
    {
        await AsPostgresAsync("pg_ctl", "stop", "-D", Cluster, "-w", "-s", "-m", immediate ? "immediate" : "fast");
        NpgsqlConnection.ClearAllPools();   // the tests after this one meet no dead connections
    }

    public async Task RestartAsync(bool immediate = false)
    {
        await StopAsync(immediate);
        await StartAsync();
    }

    /// <summary>A new, empty database; answers its connection string.</summary>
    public async Task<string> DatabaseAsync() => $"{Address};Database={await CreateAsync("DATABASE")}";

    /// <summary>Somebody who is let in with a password only; answers their name.</summary>
    public async Task<string> GuardedAsync(string password)
    {
        var name = $"guarded_{Interlocked.Increment(ref _names)}";
        var doors = Path.Combine(Cluster, "pg_hba.conf");
        await File.WriteAllTextAsync(doors, $"local all {name} scram-sha-256\n{await File.ReadAllTextAsync(doors)}");
        await using var server = new NpgsqlConnection($"{Address};Database=postgres;Pooling=false");
        await server.OpenAsync();
        await using var make = server.CreateCommand();
#pragma warning disable CA2100 // Words of our own.
        make.CommandText = $"CREATE ROLE {name} LOGIN SUPERUSER PASSWORD '{password}'; SELECT pg_reload_conf()";
#pragma warning restore CA2100
        await make.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>A new, empty schema, which is made much faster; answers a connection string that sees nothing else.</summary>
    public async Task<string> SchemaAsync() => $"{Address};Database=postgres;Search Path={await CreateAsync("SCHEMA")}";

    /// <summary>A database that is prepared once and then shared by tests that leave nothing of theirs to the next one.</summary>
    public Task<string> SharedAsync(string name, Func<string, Task> prepare) => _shared.GetOrAdd(name, _ => new(async () =>
    {
        var database = await DatabaseAsync();
        await prepare(database);
        return database;
    })).Value;

    /// <summary>A user that must say this password; answers its name.</summary>
    public async Task<string> PasswordedAsync(string password)
    {
        var name = $"user_{Interlocked.Increment(ref _names)}";
        await RunSqlAsync($"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
        var rules = Path.Combine(Cluster, "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"local all {name} scram-sha-256\n{await File.ReadAllTextAsync(rules)}");
        await RestartAsync();
        return name;
    }

    private async Task<string> CreateAsync(string what)
    {
        var name = $"test_{Interlocked.Increment(ref _names)}";
        await RunSqlAsync($"CREATE {what} {name}");
        return name;
    }

    private async Task RunSqlAsync(string sql, string database = "postgres")
    {
        await using var server = new NpgsqlConnection($"{Address};Database={database};Pooling=false");
        await server.OpenAsync();
        await using var command = server.CreateCommand();
#pragma warning disable CA2100 // Texts of our own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The process that all others of the server come from.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public async Task DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            if (Leftovers.AreKept) await DumpAsync();
            await StopAsync(immediate: true);
        }

        Dispose();
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Leftovers.Delete(_folder);
    }

    private static Task AsPostgresAsync(string program, params string[] args)
    {
        var path = Path.Combine(Package, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. args]) : RunAsync(path, args);
    }

    /// <summary>Its words go to a file, not to a pipe: the server that pg_ctl leaves behind would keep a pipe open for ever.</summary>
    private static async Task RunAsync(string program, params string[] args)
    {
        var words = Path.GetTempFileName();
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" > \"$0\" 2>&1", words, program, .. args])
        {
            WorkingDirectory = "/",
        })!;
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(words);
        File.Delete(words);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)}: {said}");
    }
}

/// <summary>The tests that share one server; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres";
}
