using System.Reflection;
using System.Runtime.CompilerServices;

namespace Commerce.Tests.Embedded;

/// <summary>
/// The public surface of the embedded host, as text. A line that is new in surface.txt must be a line of Orleans' own API, or
/// belong to EmbeddedOptions or EmbeddedStorageExtensions. Accept with UPDATE_SURFACE=1 dotnet test.
/// </summary>
public sealed class SurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    [Fact]
    public void Public_surface_is_what_was_reviewed()
    {
        var file = Path.Combine(Folder(), "surface.txt");
        var surface = string.Join('\n', Describe(typeof(Grain).Assembly)) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SURFACE") == "1") File.WriteAllText(file, surface);

        Assert.Equal(File.ReadAllText(file), surface);
    }

    private static IEnumerable<string> Describe(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        orderby type.FullName
        from line in type.GetMembers(Declared).Where(IsVisible).Select(member => $"  {member}").Order(StringComparer.Ordinal).Prepend(type.FullName!)
        select line;

    private static bool IsVisible(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not MethodBase => false,
        MethodBase { IsSpecialName: true, IsConstructor: false } method => method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly),
        _ => false,
    };

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
