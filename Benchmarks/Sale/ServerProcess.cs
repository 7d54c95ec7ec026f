using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Commerce.Benchmarks.Sale;

/// <summary>The product as its own process on a folder of its own, so that it can be killed and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleanscommerce-sale").FullName;
    private readonly string _password;
    private Process? _process;

    public ServerProcess(string password)
    {
        _password = password;
        Url = new($"http://127.0.0.1:{FreePort()}");
    }

    public Uri Url { get; }

    public string Log => Path.Combine(_folder, "server.log");

    public async Task StartAsync(HttpClient http)
    {
        var start = new ProcessStartInfo("dotnet", [WebDll(), "--urls", Url.ToString(), "--contentRoot", Path.GetDirectoryName(WebDll())!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Commerce__DataFolder"] = Path.Combine(_folder, "data"),
                ["Commerce__PublicBaseUrl"] = Url.ToString().TrimEnd('/'),
                ["Demo__OwnerPassword"] = _password,
                ["Logging__LogLevel__Default"] = "Warning",
                ["DOTNET_gcServer"] = "0",
            },
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server process did not start");
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
        lock (_folder) File.AppendAllText(Log, line + Environment.NewLine);
    }

    private string Tail()
    {
        lock (_folder) return File.Exists(Log) ? string.Join(' ', File.ReadLines(Log).TakeLast(5)) : "it said nothing";
    }

    /// <summary>The web beside this program in the build's output.</summary>
    private static string WebDll()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, "Web", here.Name, "Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
