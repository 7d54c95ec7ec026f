using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using static Commerce.Tests.Architecture.ContractAssemblies;

namespace Commerce.Tests.Cluster;

/// <summary>A value of every type of the contract with something in every field, and a value as text, to compare.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 1, 12, 0, 0, TimeSpan.FromHours(9));

    public static object? Of(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, depth);
        if (type == typeof(string)) return "hanako";
        if (type == typeof(Guid)) return new Guid("0198a000-0000-7000-8000-000000000001");
        if (type == typeof(DateTimeOffset)) return Noon;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 8, 1);
        if (type == typeof(TimeOnly)) return new TimeOnly(12, 0);
        if (type == typeof(TimeSpan)) return TimeSpan.FromMinutes(15);
        if (type == typeof(bool)) return true;
        if (type == typeof(byte[])) return new byte[] { 1, 2, 3 };
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsGenericType) return Many(type, depth);
        return typeof(IAddressable).IsAssignableFrom(type) ? null : Record(type, depth);
    }

    /// <summary>Reads what the record carries: its numbered fields, however deep.</summary>
    public static string Text(object? value)
    {
        switch (value)
        {
            case null:
                return "nothing";
            case string or DateTimeOffset:
                return $"{value:O}";
            case byte[] bytes:
                return Convert.ToHexString(bytes);
            case IEnumerable many:
                return $"[{string.Join(", ", many.Cast<object?>().Select(Text).Order(StringComparer.Ordinal))}]";
        }

        var type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return $"{Text(type.GetProperty("Key")!.GetValue(value))}: {Text(type.GetProperty("Value")!.GetValue(value))}";
        }

        if (!Serialized.Contains(type)) return $"{value}";
        return new StringBuilder(type.Name).Append('(')
            .AppendJoin(", ", Carried(type).Select(property => $"{property.Name} = {Text(property.GetValue(value))}")).Append(')').ToString();
    }

    private static object? Many(Type type, int depth)
    {
        var given = type.GetGenericArguments();
        var items = given.Select(item => Of(item, depth + 1)).ToArray();
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var array = Array.CreateInstance(given[0], items[0] is null ? 0 : 1);
            if (array.Length > 0) array.SetValue(items[0], 0);
            return typeof(ImmutableArray).GetMethods().Single(create => create.Name == nameof(ImmutableArray.Create)
                    && create.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(given[0]).Invoke(null, [array]);
        }

        if (type.GetGenericTypeDefinition() != typeof(ImmutableDictionary<,>)) throw new NotSupportedException(type.ToString());
        dynamic empty = type.GetField("Empty")!.GetValue(null)!;
        return items[1] is null ? empty : empty.Add((dynamic)items[0]!, (dynamic)items[1]!);
    }

    /// <summary>Past a few levels a type that holds its own kind is left out.</summary>
    private static object? Record(Type type, int depth)
    {
        if (depth > 6) return type.IsValueType ? Activator.CreateInstance(type) : null;
        if (type.IsAbstract) type = AllTypes.First(made => !made.IsAbstract && type.IsAssignableFrom(made));
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Carried(type)) property.SetValue(record, Of(property.PropertyType, depth + 1));
        return record;
    }

    private static IEnumerable<PropertyInfo> Carried(Type type) =>
        type.GetProperties().Where(property => property.CanWrite && IdOf(property) is not null);
}
