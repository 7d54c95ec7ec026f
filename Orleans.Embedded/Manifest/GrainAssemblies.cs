using System.Reflection;
using Orleans.Serialization.Configuration;

namespace Orleans.Manifest;

/// <summary>Finds the assemblies with grains: those loaded, and those they reference that nothing has touched yet.</summary>
internal static class GrainAssemblies
{
    public static IReadOnlyList<Assembly> Find()
    {
        var host = typeof(GrainAssemblies).Assembly.GetName().Name;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        var found = new List<Assembly>();
        while (open.TryDequeue(out var assembly))
        {
            if (assembly.FullName is not { } name || !seen.Add(name) || IsPlatform(assembly.GetName())) continue;
            if (assembly.IsDefined(typeof(TypeManifestProviderAttribute))) found.Add(assembly);

            var references = assembly.GetReferencedAssemblies();
            if (assembly.GetName().Name != host && !Array.Exists(references, reference => reference.Name == host) && !IsProgram(assembly)) continue;
            foreach (var reference in references)
            {
                if (!IsPlatform(reference) && Load(reference) is { } loaded) open.Enqueue(loaded);
            }
        }

        return found;
    }

    private static bool IsProgram(Assembly assembly) => assembly == Assembly.GetEntryAssembly();

    private static bool IsPlatform(AssemblyName name) =>
        name.Name is null
        || name.Name.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.Name is "System" or "mscorlib" or "netstandard";

    private static Assembly? Load(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception thrown) when (thrown is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // A reference that is not deployed has no grains to offer.
            return null;
        }
    }
}
