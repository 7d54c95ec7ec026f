using System.Diagnostics;
using System.Globalization;

namespace Commerce.Proofs.Kills;

/// <summary>
/// A data folder whose disk can be filled and emptied: a small file system in memory where this user may mount one, else a limit on the
/// size of the process's files (to which SQLite says the same: it cannot write).
/// </summary>
internal sealed class ScarceDisk : IAsyncDisposable
{
    private const int Megabytes = 48;
    private readonly string _folder = Directory.CreateTempSubdirectory("scarce").FullName;
    private bool _mounted;

    public string Data => Path.Combine(_folder, "data");

    /// <summary>How it is done here.</summary>
    public string Means => _mounted ? $"a file system of {Megabytes} MB, filled" : "a limit on the size of files";

    private string Ballast => Path.Combine(_folder, "ballast");

    public static async Task<ScarceDisk> MakeAsync()
    {
        var disk = new ScarceDisk();
        disk._mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=700", "tmpfs", disk._folder) == 0;
        Directory.CreateDirectory(disk.Data);
        return disk;
    }

    /// <summary>From now on nothing more can be written.</summary>
    public async Task FillAsync(int process)
    {
        if (_mounted) Fill();
        else await LimitAsync(process, Biggest());
    }

    /// <summary>Gives the space back.</summary>
    public async Task FreeAsync(int process)
    {
        if (_mounted) File.Delete(Ballast);
        else await LimitAsync(process, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted) await RunAsync("umount", "-l", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private void Fill()
    {
        try
        {
            using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            var page = new byte[4096];
            while (true) file.Write(page);
        }
        catch (IOException)
        {
            // Full: as was meant.
        }
    }

    private long Biggest() => new DirectoryInfo(Data).EnumerateFiles("*", SearchOption.AllDirectories).Max(file => file.Length);

    private static Task<int> LimitAsync(int process, long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        return RunAsync("prlimit", "--pid", process.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:unlimited");
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
