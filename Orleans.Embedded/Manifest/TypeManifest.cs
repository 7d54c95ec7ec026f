using Microsoft.Extensions.Options;

namespace Orleans.Serialization.Configuration;

/// <summary>The grain interfaces, proxies and classes of an assembly.</summary>
public sealed class TypeManifestOptions
{
    public HashSet<Type> Interfaces { get; } = [];

    public HashSet<Type> InterfaceProxies { get; } = [];

    public HashSet<Type> InterfaceImplementations { get; } = [];
}

/// <summary>Fills a <see cref="TypeManifestOptions"/>.</summary>
public interface ITypeManifestProvider : IConfigureOptions<TypeManifestOptions>;

/// <summary>The base of the class that the generator makes for each assembly.</summary>
public abstract class TypeManifestProviderBase : ITypeManifestProvider
{
    void IConfigureOptions<TypeManifestOptions>.Configure(TypeManifestOptions options) => ConfigureInner(options);

    protected abstract void ConfigureInner(TypeManifestOptions options);
}

/// <summary>Says which class of an assembly knows its grains.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeManifestProviderAttribute(Type providerType) : Attribute
{
    public Type ProviderType { get; } = providerType;
}
