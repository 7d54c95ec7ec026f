using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Commerce.Tests.Cluster.Running;

/// <summary>A program of the product as operators run it: it can be told to stop, and killed.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _said = [];
    private readonly Process _process;

    /// <param name="program">Such as <c>Silo</c>: the one of this build's output.</param>
    public ProductProcess(string program, IEnumerable<string> args)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var folder = Path.Combine(here.Parent!.Parent!.FullName, program, here.Name);
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, program + ".dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["DOTNET_gcServer"] = "0", ["DOTNET_TieredPGO"] = "0", ["Logging__LogLevel__Default"] = "Warning" },
        })!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', _said.TakeLast(60));

    /// <summary>Waits until it is as it should be; a process that ends instead tells why.</summary>
    public async Task UntilAsync(Func<Task<bool>> ready)
    {
        for (var since = Stopwatch.StartNew(); !await ready(); await ShortlyAsync())
        {
            if (_process.HasExited) throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{Said}");
            if (since.Elapsed > Patience) throw new TimeoutException($"It was not ready in time:\n{Said}");
        }
    }

    /// <summary>SIGTERM, as an orchestrator says it; answers the exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, clock.Elapsed);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process.HasExited) return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    /// <summary>Another process is looked at again and again: there is no event of its to wait for.</summary>
    private static async Task ShortlyAsync()
    {
        using var never = new SemaphoreSlim(0);
        await never.WaitAsync(TimeSpan.FromMilliseconds(100));
    }

    private void Note(string? line)
    {
        if (line is not null) _said.Enqueue(line);
    }
}
