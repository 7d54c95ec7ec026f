using System.Diagnostics;
using Commerce.Tests.Support;

namespace Commerce.Tests.Silo;

/// <summary>The silo as the operator starts it: a process with arguments, an exit code and words on the error stream.</summary>
internal static class SiloProcess
{
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Silo.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateTempSubdirectory("commerce-").FullName,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Leftovers.Delete(start.WorkingDirectory);
        return (process.ExitCode, await output, await error);
    }
}
