using System.Collections.Concurrent;
using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Manifest;

/// <summary>Makes references: the proxy of an interface, bound to an identity.</summary>
internal sealed class ReferenceCatalog(GrainManifest manifest, GrainClasses classes, EmbeddedRuntime runtime)
{
    private readonly ConcurrentDictionary<(GrainType, Type), GrainReferenceShared> _shared = new();
    private readonly ConcurrentDictionary<Type, Maker> _makers = new();
    private readonly ConcurrentDictionary<(Type, string), GrainType> _answering = new();

    public GrainReference Get(Type interfaceType, IdSpan key)
    {
        var maker = _makers.GetOrAdd(interfaceType, static (type, self) => self.MakerOf(type), this);
        return maker.Create(maker.Shared, key);
    }

    public GrainReference Get(Type interfaceType, IdSpan key, string classNamePrefix)
    {
        var name = _answering.GetOrAdd((interfaceType, classNamePrefix), static (asked, self) => self.Answering(asked.Item1, asked.Item2), this);
        return Get(interfaceType, GrainId.Create(name, key));
    }

    public GrainReference Get(Type interfaceType, GrainId id)
    {
        var shared = _shared.GetOrAdd((id.Type, interfaceType), static (asked, self) => self.SharedOf(asked.Item1, asked.Item2), this);
        return ProxyOf(interfaceType)(shared, id.Key);
    }

    public GrainReference Get(GrainId id, GrainInterfaceType interfaceType) =>
        manifest.Interfaces.TryGetValue(interfaceType, out var type)
            ? Get(type, id)
            : throw new ArgumentException($"There is no grain interface called \"{interfaceType}\".");

    /// <summary>A reference without an interface: it knows the identity and can be cast.</summary>
    public GrainReference ForGrain(GrainId id) => new Bare(new(id.Type, default, 0, runtime), id.Key);

    public object Cast(GrainReference reference, Type interfaceType) =>
        interfaceType.IsInstanceOfType(reference) ? reference : Get(interfaceType, reference.GrainId);

    private Maker MakerOf(Type interfaceType) =>
        new(ProxyOf(interfaceType), SharedOf(Answering(interfaceType, null), interfaceType));

    private GrainType Answering(Type interfaceType, string? prefix) => classes.Answering(interfaceType, prefix);

    private GrainReferenceShared SharedOf(GrainType name, Type interfaceType) =>
        new(name, manifest.InterfaceNames.GetValueOrDefault(interfaceType), 0, runtime);

    private Func<GrainReferenceShared, IdSpan, GrainReference> ProxyOf(Type interfaceType) =>
        manifest.Proxies.TryGetValue(interfaceType, out var create)
            ? create
            : throw new InvalidOperationException(
                $"{interfaceType.FullName} has no proxy. Is it a grain interface, and is its project built with the code generator?");

    private sealed record Maker(Func<GrainReferenceShared, IdSpan, GrainReference> Create, GrainReferenceShared Shared);

    private sealed class Bare(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
}
