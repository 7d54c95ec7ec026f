using System.Globalization;

namespace Commerce.Benchmarks.Stock;

/// <summary>Processor time of a process and its children, read from /proc: a database server is many processes.</summary>
internal static class ProcessCpu
{
    private const int TicksPerSecond = 100;    // of /proc on every Linux that .NET runs on

    public static TimeSpan Of(int process)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) || Stat(id) is not { } stat) continue;
            if (id == process || stat.Parent == process) ticks += stat.Ticks;
        }

        return TimeSpan.FromSeconds(ticks / (double)TicksPerSecond);
    }

    private static (int Parent, long Ticks)? Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');    // the name before it may hold anything
            return (int.Parse(fields[1], CultureInfo.InvariantCulture),
                long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;    // ended meanwhile
        }
    }
}
