using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Commerce.Proofs.Kills;

/// <summary>The stock in a process of its own, seen from outside: it can be asked, killed, stopped and started again on the same data.</summary>
internal sealed class StockProcess(string folder, string? postgres) : IStockLine, IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, Waiting> _waiting = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private Process? _process;
    private Task _reading = Task.CompletedTask;
    private long _ids;

    public List<TimeSpan> Starts { get; } = [];
    public int Id => _process!.Id;

    public async Task StartAsync()
    {
        var clock = Stopwatch.StartNew();
        // A file that may not grow is an error to be told, not the end of the process (SIGXFSZ): what is ignored stays so behind exec.
        string[] shell = ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "stock", Path.Combine(AppContext.BaseDirectory, "Proofs.dll"), "serve", folder];
        var process = Process.Start(new ProcessStartInfo("sh", [.. shell, .. postgres is null ? [] : new[] { postgres }])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_gcServer"] = "0", ["DOTNET_TieredPGO"] = "0" },
        })!;
        process.ErrorDataReceived += (_, line) => _complaints.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        if (await process.StandardOutput.ReadLineAsync() != Door.Ready)
        {
            throw new InvalidOperationException($"The stock's process did not start: {string.Join(' ', _complaints)}");
        }

        _process = process;
        _reading = ReadAsync(process);
        Starts.Add(clock.Elapsed);
    }

    public async Task AskAsync(DoorLine line, Action<DoorAnswer> heard, TimeSpan patience)
    {
        var waiting = new Waiting(heard, new(TaskCreationOptions.RunContinuationsAsynchronously));
        line = line with { Id = Interlocked.Increment(ref _ids) };
        if (_process is not { } process) return;
        _waiting[line.Id] = waiting;
        try
        {
            Send(process, line.ToString());
            await waiting.Done.Task.WaitAsync(patience);
        }
        catch (Exception broken) when (broken is TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Not heard: the caller asks again.
        }
    }

    /// <summary>SIGKILL, at whatever it is doing.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        await _reading;
        process.Dispose();
    }

    /// <summary>STOP or CONT.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private static void Send(Process process, string line)
    {
        lock (process)
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
    }

    private async Task ReadAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            DoorAnswer answer;
            try
            {
                answer = DoorAnswer.Read(line);
            }
            catch (System.Text.Json.JsonException)
            {
                break;   // cut off in the middle: the process has died
            }

            if (!_waiting.TryRemove(answer.Id, out var waiting)) continue;
            waiting.Heard(answer);
            waiting.Done.TrySetResult();
        }

        foreach (var id in _waiting.Keys)
        {
            if (_waiting.TryRemove(id, out var waiting)) waiting.Done.TrySetResult();
        }
    }

    private sealed record Waiting(Action<DoorAnswer> Heard, TaskCompletionSource Done);
}
