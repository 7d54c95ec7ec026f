namespace Commerce.Tests.Support;

/// <summary>
/// The folders of tests that are over. They are deleted, unless COMMERCE_KEEP_TESTS says that somebody wants to look through what the
/// suite left behind (<c>.ci/scan-secrets</c>) and deletes it afterwards.
/// </summary>
internal static class Leftovers
{
    public static readonly bool AreKept = Environment.GetEnvironmentVariable("COMMERCE_KEEP_TESTS") == "1";

    public static void Delete(string folder)
    {
        if (!AreKept) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Something that was only in memory, for whoever looks.</summary>
    public static void Write(string name, string text)
    {
        if (AreKept) File.WriteAllText(Path.Combine(Path.GetTempPath(), $"{name}-{Guid.CreateVersion7():N}.txt"), text);
    }
}
