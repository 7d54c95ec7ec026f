using System.Collections.Frozen;
using System.Reflection;
using Orleans.Activations;
using Orleans.Configuration;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Orleans.Manifest;

/// <summary>The grain classes of this host by name, and which of them answers an interface.</summary>
internal sealed class GrainClasses
{
    private readonly FrozenDictionary<GrainType, GrainClass> _byName;

    public GrainClasses(GrainManifest manifest, IServiceProvider services, GrainCollectionOptions collection)
    {
        var byName = new Dictionary<GrainType, GrainClass>();
        foreach (var type in manifest.Classes)
        {
            var grainClass = new GrainClass(type, GrainConstructor.For(type, services), collection);
            if (!byName.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"{type.FullName} and {byName[grainClass.GrainType].Type.FullName} are both called \"{grainClass.GrainType}\": "
                    + "give one of them another [GrainType].");
            }
        }

        _byName = byName.ToFrozenDictionary();
    }

    public GrainClass Find(GrainType name) =>
        _byName.TryGetValue(name, out var found) ? found : throw new ArgumentException($"There is no grain class called \"{name}\".");

    public bool TryFind(GrainType name, out GrainClass? found) => _byName.TryGetValue(name, out found);

    /// <summary>The class that a reference to <paramref name="interfaceType"/> leads to.</summary>
    public GrainType Answering(Type interfaceType, string? classNamePrefix)
    {
        var candidates = _byName.Values.Where(c => interfaceType.IsAssignableFrom(c.Type)).ToList();
        if (!string.IsNullOrWhiteSpace(classNamePrefix)) return WithPrefix(interfaceType, candidates, classNamePrefix);
        if (candidates.Count == 1) return candidates[0].GrainType;
        if (candidates.Count == 0) throw new ArgumentException($"No grain class implements {interfaceType.FullName}.");
        if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } stated) return stated.GrainType;

        // By convention IOrderGrain is answered by OrderGrain.
        var conventional = candidates.Find(c => interfaceType.Name == "I" + c.Type.Name);
        return conventional?.GrainType ?? throw new ArgumentException(
            $"Several grain classes implement {interfaceType.FullName}: {Names(candidates)}. Say which by a class name prefix or [DefaultGrainType].");
    }

    private static GrainType WithPrefix(Type interfaceType, List<GrainClass> candidates, string prefix)
    {
        var matching = candidates.FindAll(c => c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        var exact = matching.Find(c => c.Type.FullName == prefix);
        return (exact, matching.Count) switch
        {
            (not null, _) => exact.GrainType,
            (null, 1) => matching[0].GrainType,
            (null, 0) => throw new ArgumentException($"No grain class whose name begins with \"{prefix}\" implements {interfaceType.FullName}."),
            _ => throw new ArgumentException($"\"{prefix}\" fits several grain classes that implement {interfaceType.FullName}: {Names(matching)}."),
        };
    }

    private static string Names(List<GrainClass> classes) => string.Join(", ", classes.Select(c => c.Type.FullName));
}
