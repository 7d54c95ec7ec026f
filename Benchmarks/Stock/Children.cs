using System.Collections.Concurrent;
using System.Diagnostics;

namespace Commerce.Benchmarks.Stock;

/// <summary>Servers that were started here do not outlive this process, also when it is broken off.</summary>
internal static class Children
{
    private static readonly ConcurrentDictionary<int, bool> Running = new();

    static Children() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var id in Running.Keys) Kill(id);
    };

    public static void Started(int id) => Running.TryAdd(id, true);

    public static void Stopped(int id) => Running.TryRemove(id, out _);

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // has ended by itself
        }
    }
}
