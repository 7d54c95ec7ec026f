using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Commerce.Benchmarks.Stock;

namespace Commerce.Benchmarks.Checkout;

internal sealed record PgBenchResult(double PerSecond, string Command);

/// <summary>PostgreSQL's own benchmark: its TPC-B-like transaction (three updates, a select and an insert), durable as the shop is.</summary>
internal static partial class PgBench
{
    private const int Scale = 10;

    public static async Task<PgBenchResult> RunAsync(PostgresServer postgres, CheckoutSettings settings, CancellationToken stop)
    {
        await RunAsync(postgres, ["-c", "CREATE DATABASE pgbench"], "psql", stop);
        await RunAsync(postgres, ["-i", "-q", "-s", Digits(Scale), "pgbench"], "pgbench", stop);
        string[] arguments = ["-n", "-c", Digits(settings.AtOnce), "-j", "2", "-T", Digits(settings.Seconds), "pgbench"];
        var said = await RunAsync(postgres, arguments, "pgbench", stop);
        var rate = Rate().Match(said);
        if (!rate.Success) throw new InvalidOperationException($"pgbench said no rate: {said}");
        return new(double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture), "pgbench " + string.Join(' ', arguments));
    }

    private static async Task<string> RunAsync(PostgresServer postgres, string[] arguments, string tool, CancellationToken stop)
    {
        var start = new ProcessStartInfo(PostgresServer.Tool(tool), ["-h", postgres.Socket, "-U", PostgresServer.User, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start");
        var (said, troubles) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await troubles}");
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
