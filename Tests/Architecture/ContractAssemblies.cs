using System.Reflection;

namespace Commerce.Tests.Architecture;

/// <summary>What lies on the wire or on a disk: the types of Grains.Interfaces and Grains.</summary>
internal static class ContractAssemblies
{
    public static readonly Assembly Interfaces = typeof(Yen).Assembly;
    public static readonly Assembly Grains = typeof(Decision<,>).Assembly;

    public static IEnumerable<Type> AllTypes => ((Assembly[])[Interfaces, Grains]).SelectMany(assembly => assembly.GetTypes());

    public static IEnumerable<Type> GrainInterfaces =>
        AllTypes.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    public static IEnumerable<Type> Serialized =>
        AllTypes.Where(type =>
            type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !typeof(Exception).IsAssignableFrom(type));

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    public static uint? IdOf(PropertyInfo property) => property.GetCustomAttribute<IdAttribute>()?.Id;
}
