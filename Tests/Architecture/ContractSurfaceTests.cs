using System.Reflection;
using static Commerce.Tests.Architecture.ContractAssemblies;

namespace Commerce.Tests.Architecture;

/// <summary>
/// A host in one process hands references over and would not notice a type that cannot travel; between machines it would fail.
/// So every type that crosses is checked here.
/// </summary>
public sealed class ContractSurfaceTests
{
    private static readonly Type[] Plain =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(double), typeof(decimal),
        typeof(char), typeof(string), typeof(byte[]), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    [Fact]
    public void Every_grain_interface_and_every_method_has_its_own_name_on_the_wire()
    {
        foreach (var grain in GrainInterfaces)
        {
            Assert.True(AliasOf(grain) is { Length: > 0 }, $"{grain.Name} has no alias");
            var aliases = grain.GetMethods().Select(method => (method.Name, Alias: AliasOf(method))).ToArray();
            Assert.All(aliases, method => Assert.True(method.Alias is { Length: > 0 }, $"{grain.Name}.{method.Name} has no alias"));
            Assert.Equal(aliases.Length, aliases.Select(method => method.Alias).Distinct().Count());
        }
    }

    [Fact]
    public void Every_type_that_crosses_is_one_that_every_host_can_carry()
    {
        var crossing = GrainInterfaces.SelectMany(grain => grain.GetMethods()).SelectMany(Crossing).Distinct();

        Assert.Empty(crossing.SelectMany(Wrong).Distinct());
    }

    [Fact]
    public void Every_serialized_type_is_immutable_and_numbers_its_members()
    {
        Assert.NotEmpty(Serialized);
        Assert.Empty(Serialized.SelectMany(WrongRecord));
    }

    [Fact]
    public void No_two_types_share_a_name_on_the_wire()
    {
        var twice = Serialized.Concat(GrainInterfaces)
            .GroupBy(AliasOf)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(type => type.Name))}");

        Assert.Empty(twice);
    }

    [Fact]
    public void Exceptions_can_cross()
    {
        var stuck = AllTypes
            .Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .Select(type => type.Name);

        Assert.Empty(stuck);
    }

    [Fact]
    public void Enums_of_the_contract_begin_with_unknown() =>
        Assert.Empty(Enums(Interfaces).Where(type => Enum.GetName(type, 0) is not "Unknown").Select(type => type.Name));

    /// <summary>Zero is what an older program wrote by not writing it.</summary>
    [Fact]
    public void Enums_of_states_say_what_zero_means() =>
        Assert.Empty(Enums(ContractAssemblies.Grains).Where(type => Enum.GetName(type, 0) is null).Select(type => type.Name));

    private static IEnumerable<Type> Enums(Assembly assembly) => assembly.GetTypes().Where(type => type.IsEnum && type.IsPublic);

    private static IEnumerable<Type> Crossing(MethodInfo method)
    {
        var answer = method.ReturnType;
        if (answer.IsGenericType) yield return answer.GetGenericArguments()[0];
        else if (answer != typeof(Task) && answer != typeof(ValueTask)) yield return answer;

        foreach (var parameter in method.GetParameters())
        {
            if (parameter.ParameterType != typeof(CancellationToken)) yield return parameter.ParameterType;
        }
    }

    /// <summary>What is wrong with a type, and with everything inside it.</summary>
    private static IEnumerable<string> Wrong(Type type)
    {
        if (Plain.Contains(type) || type.IsEnum || typeof(IAddressable).IsAssignableFrom(type)) return [];
        if (type.IsGenericType && IsCarried(type.GetGenericTypeDefinition())) return type.GetGenericArguments().SelectMany(Wrong);
        return Serialized.Contains(type) ? WrongRecord(type) : [$"{type} cannot cross"];
    }

    private static bool IsCarried(Type generic) =>
        generic == typeof(Nullable<>) || generic == typeof(ImmutableArray<>) || generic == typeof(ImmutableDictionary<,>);

    private static IEnumerable<string> WrongRecord(Type type)
    {
        if (!type.IsSealed && !type.IsAbstract) yield return $"{type.Name} is not sealed";
        if (!type.IsDefined(typeof(ImmutableAttribute))) yield return $"{type.Name} is not [Immutable]";
        if (string.IsNullOrEmpty(AliasOf(type))) yield return $"{type.Name} has no alias";

        var members = type.GetProperties().Where(property => property.CanWrite).ToArray();
        foreach (var property in members)
        {
            if (IdOf(property) is null) yield return $"{type.Name}.{property.Name} has no [Id]";
            if (!IsInitOnly(property)) yield return $"{type.Name}.{property.Name} can be changed";
            if (property.PropertyType != type)
            {
                foreach (var inside in Wrong(property.PropertyType)) yield return $"{type.Name}.{property.Name}: {inside}";
            }
        }

        if (members.Select(IdOf).Distinct().Count() != members.Length) yield return $"{type.Name} uses an [Id] twice";
    }

    private static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
