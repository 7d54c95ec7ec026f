using Commerce.Tests.Support;
using static Commerce.Tests.Architecture.ContractAssemblies;

namespace Commerce.Tests.Wire;

/// <summary>
/// Everything that crosses a process or a disk, as text. A diff in wire.txt is a diff in the protocol:
/// lines may be added, never changed. Accept with <c>UPDATE_WIRE=1 dotnet test</c>.
/// </summary>
public sealed class WireSurfaceTests
{
    private static readonly string File = Path.Combine(SourceTree.Root, "Tests", "Wire", "wire.txt");

    [Fact]
    public void Wire_surface_is_what_was_reviewed()
    {
        var surface = string.Concat(Grains().Concat(Records()).Concat(Enums()).Select(line => line + "\n"));

        if (Environment.GetEnvironmentVariable("UPDATE_WIRE") == "1") System.IO.File.WriteAllText(File, surface);
        Assert.Equal(System.IO.File.ReadAllText(File), surface, ignoreLineEndingDifferences: true);
    }

    private static IEnumerable<string> Grains() =>
        from grain in GrainInterfaces.OrderBy(AliasOf, StringComparer.Ordinal)
        from line in grain.GetMethods()
            .OrderBy(AliasOf, StringComparer.Ordinal)
            .Select(method => $"  {AliasOf(method)}({Names(method.GetParameters().Select(p => p.ParameterType))}) {Name(method.ReturnType)}")
            .Prepend($"grain {AliasOf(grain)}")
        select line;

    private static IEnumerable<string> Records() =>
        from type in Serialized.OrderBy(AliasOf, StringComparer.Ordinal)
        from line in type.GetProperties()
            .Where(property => IdOf(property) is not null)
            .OrderBy(IdOf)
            .Select(property => $"  {IdOf(property)} {Name(property.PropertyType)} {property.Name}")
            .Prepend($"record {AliasOf(type)}")
        select line;

    private static IEnumerable<string> Enums() =>
        from type in AllTypes.Where(type => type.IsEnum && type.IsPublic).OrderBy(type => type.Name, StringComparer.Ordinal)
        from line in Enum.GetNames(type)
            .Select(name => $"  {Enum.Format(type, Enum.Parse(type, name), "d")} {name}")
            .Prepend($"enum {type.Name}")
        select line;

    private static string Name(Type type) =>
        !type.IsGenericType
            ? AliasOf(type) ?? type.Name
            : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{Names(type.GetGenericArguments())}>";

    private static string Names(IEnumerable<Type> types) => string.Join(", ", types.Select(Name));
}
