using IO = System.IO;

namespace Commerce.Silo.Hosting;

/// <summary>The folder that everything durable lies in. Held by one process at a time: two would sell the same units.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _held;

    private DataFolder(string path, FileStream? held)
    {
        Path = path;
        _held = held;
    }

    public string Path { get; }

    public string Keys => IO.Path.Combine(Path, "keys");

    public string Journal => IO.Path.Combine(Path, "journal.db");

    public string ReadModel => IO.Path.Combine(Path, "readmodel.db");

    /// <summary>Creates the folder where it is missing and takes hold of it.</summary>
    /// <exception cref="StartUpException">It cannot be written, is no folder, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        Usable(path, () =>
        {
            Directory.CreateDirectory(path);
            Probe(path);
        });
        return new(path, Hold(path));
    }

    /// <summary>The folder without taking hold of it, for commands that may run beside the shop.</summary>
    public static DataFolder Beside(string path)
    {
        Usable(path, () => Directory.CreateDirectory(path));
        return new(path, held: null);
    }

    public void Dispose() => _held?.Dispose();

    private static void Usable(string path, Action prepare)
    {
        try
        {
            prepare();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new StartUpException(
                $"The data folder '{path}' cannot be written ({wrong.Message.TrimEnd('.')}): set Commerce:DataFolder to a folder that can.",
                wrong);
        }
    }

    private static FileStream Hold(string path)
    {
        try
        {
            return new(IO.Path.Combine(path, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException wrong)
        {
            throw new StartUpException(
                $"The data folder '{path}' is in use by another process: stop that one first, or name another folder.", wrong);
        }
    }

    /// <summary>A disk that is full or read-only is found now, not at the first order.</summary>
    private static void Probe(string path)
    {
        var probe = IO.Path.Combine(path, ".probe");
        using (var file = new FileStream(probe, FileMode.Create))
        {
            file.Write(new byte[64 * 1024]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(probe);
    }
}
