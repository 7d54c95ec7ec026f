using System.Diagnostics;
using System.Text.RegularExpressions;
using Commerce.Benchmarks.Stock;
using Commerce.Proofs;

namespace Commerce.Benchmarks.Sale;

/// <summary>The product as its own process on a folder of its own, so that it can be killed and started again.</summary>
/// <param name="environment">Settings beside the usual ones.</param>
internal sealed partial class ServerProcess(Dictionary<string, string>? environment = null) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleanscommerce-sale").FullName;
    private readonly List<string> _said = [];
    private Process? _process;

    public Uri Url { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    public int Id => _process!.Id;

    /// <summary>Where it keeps everything. May be filled before the first start.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>The staff password, which a new server says once.</summary>
    public string Password
    {
        get
        {
            lock (_said) return _said.Select(line => PasswordLine().Match(line)).First(match => match.Success).Groups[1].Value;
        }
    }

    public async Task StartAsync(HttpClient http)
    {
        var start = new ProcessStartInfo("dotnet", [WebDll(), "--urls", Url.ToString(), "--contentRoot", Path.GetDirectoryName(WebDll())!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Commerce__DataFolder"] = DataFolder,
                ["Commerce__PublicBaseUrl"] = Url.ToString().TrimEnd('/'),
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Commerce.Silo.Demo"] = "Information",
                ["DOTNET_gcServer"] = "0",
            },
        };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server process did not start");
        Children.Started(_process.Id);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync(http);
    }

    /// <summary>SIGKILL, as a power failure would: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        await process.WaitForExitAsync();
        Children.Stopped(process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadyAsync(HttpClient http)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < TimeSpan.FromMinutes(1))
        {
            if (_process!.HasExited) throw new InvalidOperationException($"The server ended at its start: {Tail()}");
            try
            {
                using var answer = await http.GetAsync(new Uri(Url, "/health/ready"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"The server was not ready within a minute: {Tail()}");
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
    }

    private string Tail()
    {
        lock (_said) return string.Join(' ', _said.TakeLast(5));
    }

    /// <summary>The web beside this program in the build's output, or the one that <c>COMMERCE_WEB</c> names: a published one, as it is deployed.</summary>
    private static string WebDll()
    {
        if (Environment.GetEnvironmentVariable("COMMERCE_WEB") is { Length: > 0 } published) return Path.GetFullPath(published);
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, "Web", here.Name, "Web.dll");
    }

    [GeneratedRegex(@"owner@kagetsudo\.example with password (\S+)")]
    private static partial Regex PasswordLine();
}
