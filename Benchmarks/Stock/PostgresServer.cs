using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Commerce.Benchmarks.Stock;

/// <summary>Debian's PostgreSQL with its defaults, in a folder of its own. It refuses root, so root runs it as its user.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "postgres";
    private const string Installed = "/usr/lib/postgresql";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pg");
    private int _databases;

    public string ConnectionString => To(User);

    /// <summary>The folder of its socket: what its own tools call the host.</summary>
    public string Socket => _folder.FullName;

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <exception cref="MissingException">It is not installed.</exception>
    public async Task CreateAsync()
    {
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", User, _folder.FullName);
        await AsUserAsync("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C");
        await StartAsync();
    }

    public async Task StartAsync()
    {
        var (log, options) = (Path.Combine(_folder.FullName, "log"), $"-k {_folder.FullName} -c listen_addresses=");
        await AsUserAsync("pg_ctl", "-D", Data, "-w", "-t", "120", "-l", log, "-o", options, "start");
        Children.Started(Postmaster());
    }

    /// <summary>A database of its own, empty, without those that were made before: nobody uses them any more.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> RenewAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        if (_databases > 0) await ExecuteAsync(connection, $"DROP DATABASE made{_databases} WITH (FORCE)");
        await ExecuteAsync(connection, $"CREATE DATABASE made{++_databases}");
        return To($"made{_databases}");
    }

    /// <summary>As a crash would: no checkpoint, the log is replayed at the next start.</summary>
    public async Task KillAsync()
    {
        var postmaster = Postmaster();
        await AsUserAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Children.Stopped(postmaster);
    }

    public TimeSpan Cpu() => ProcessCpu.Of(Postmaster());

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid"))) await KillAsync();
        _folder.Delete(recursive: true);
    }

    private string To(string database) => $"Host={_folder.FullName};Username={User};Database={database};Maximum Pool Size=90";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private int Postmaster() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <exception cref="MissingException">It is not installed.</exception>
    public static string Tool(string name)
    {
        var newest = Directory.Exists(Installed) ? Directory.GetDirectories(Installed).MaxBy(Version) : null;
        if (newest is null) throw new MissingException("PostgreSQL is missing: apt-get install postgresql");
        return Path.Combine(newest, "bin", name);
    }

    private static Task AsUserAsync(string tool, params string[] arguments)
    {
        var path = Tool(tool);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", User, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its output is not redirected: the server it starts would inherit the pipe and hold it open.
        var quiet = string.Join(' ', arguments.Prepend(program).Select(part => $"'{part}'")) + " > /dev/null";
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", quiet]) { WorkingDirectory = "/" })!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {arguments[^1]} ended with {process.ExitCode}");
        }
        catch (Win32Exception)
        {
            throw new MissingException($"{program} is missing");
        }
    }
}
