using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Benchmarks.Mutants;

/// <summary>Builds and tests in a folder of its own; from one mutant to the next only what changed is compiled.</summary>
internal sealed partial class MutantBench : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly string _folder = Path.Combine(Mutant.Root, "artifacts", "mutants");   // tests look for the source tree above them

    public async Task<Verdict> TryAsync(string? mutant, string filter, CancellationToken stop)
    {
        string[] build = ["build", "Tests", "--artifacts-path", _folder, "-v", "quiet", "-nologo", "-p:RunAnalyzers=false", .. Flag(mutant)];
        var (built, said) = await RunAsync(build, stop);
        if (built != 0) return new(false, false, 0, $"does not compile: {said.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))}");

        var tests = Path.Combine(_folder, "bin", "Tests", "debug", "Tests.dll");
        var (code, report) = await RunAsync(["test", tests, "--filter", filter, "--logger", "console;verbosity=minimal"], stop);
        var passed = Passed().Match(report) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        if (code == 0) return new(passed > 0, false, passed, $"{passed} tests pass");
        var failed = Failed().Matches(report).Select(one => one.Groups[1].Value).Distinct().ToList();
        return failed.Count > 0
            ? new(false, true, passed, Name(failed))
            : new(false, code == Hung, passed, code == Hung ? "tests that never end" : "no test ran: " + report.Trim().Split('\n')[^1]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const int Hung = -1;

    private static string[] Flag(string? mutant) => mutant is null ? [] : [$"-p:Mutant={mutant}"];

    private static string Name(List<string> failed) =>
        failed[0] + (failed.Count > 1 ? $" and {failed.Count - 1} more" : "");

    private static async Task<(int Code, string Said)> RunAsync(string[] arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Mutant.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return (Hung, await output);
        }

        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex Passed();

    [GeneratedRegex(@"^ *Failed (?:Commerce\.Tests\.)?([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Failed();
}
