namespace Commerce.Tests.Support;

/// <summary>The files that these tests were built from.</summary>
internal static class SourceTree
{
    private static readonly string[] Made = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static readonly string Root = FindRoot();

    /// <summary>Files under a folder of the repository by pattern, as paths from the root; nothing that a build made.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file)
        where !path.Split(Path.DirectorySeparatorChar).Any(Made.Contains)
        select path;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "OrleansCommerce.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("The tests run inside the repository: OrleansCommerce.sln was not found above them.");
    }
}
