using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace Orleans.Manifest;

/// <summary>Every grain interface, proxy and grain class of the program, as its assemblies state them.</summary>
internal sealed class GrainManifest
{
    // What is referenced does not change while the program runs, and tests make hosts by the hundred.
    private static readonly Lazy<GrainManifest> Discovered = new(() => new(GrainAssemblies.Find()));

    private GrainManifest(IEnumerable<Assembly> assemblies)
    {
        var stated = new TypeManifestOptions();
        foreach (var provider in assemblies.SelectMany(assembly => assembly.GetCustomAttributes<TypeManifestProviderAttribute>()))
        {
            ((IConfigureOptions<TypeManifestOptions>)Activator.CreateInstance(provider.ProviderType, nonPublic: true)!).Configure(stated);
        }

        Classes = [.. stated.InterfaceImplementations];
        Proxies = stated.InterfaceProxies.SelectMany(ProxiedBy).ToFrozenDictionary(pair => pair.Interface, pair => pair.Create);
        InterfaceNames = stated.Interfaces.ToFrozenDictionary(type => type, NameOf);
        Interfaces = InterfaceNames.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

        IEnumerable<(Type Interface, Func<GrainReferenceShared, IdSpan, GrainReference> Create)> ProxiedBy(Type proxy) =>
            proxy.GetInterfaces()
                .Where(type => stated.Interfaces.Contains(type))
                .Where(type => !proxy.GetInterfaces().Any(other => other != type && stated.Interfaces.Contains(other) && type.IsAssignableFrom(other)))
                .Select(type => (type, Creator(proxy)));
    }

    public static GrainManifest OfThisProgram => Discovered.Value;

    public IReadOnlyList<Type> Classes { get; }

    public FrozenDictionary<Type, Func<GrainReferenceShared, IdSpan, GrainReference>> Proxies { get; }

    public FrozenDictionary<Type, GrainInterfaceType> InterfaceNames { get; }

    public FrozenDictionary<GrainInterfaceType, Type> Interfaces { get; }

    private static GrainInterfaceType NameOf(Type type) =>
        type.GetCustomAttribute<GrainInterfaceTypeAttribute>()?.GetGrainInterfaceType(null!, type)
        ?? GrainInterfaceType.Create(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName!);

    // Compiled once for each proxy class: making a reference is as cheap as new.
    private static Func<GrainReferenceShared, IdSpan, GrainReference> Creator(Type proxy)
    {
        var shared = Expression.Parameter(typeof(GrainReferenceShared));
        var key = Expression.Parameter(typeof(IdSpan));
        var constructor = proxy.GetConstructor([typeof(GrainReferenceShared), typeof(IdSpan)])!;
        return Expression.Lambda<Func<GrainReferenceShared, IdSpan, GrainReference>>(Expression.New(constructor, shared, key), shared, key).Compile();
    }
}
