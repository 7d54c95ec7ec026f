using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Commerce.Tests.Support;

/// <summary>A value of any stored type with nothing left at its default, and a comparison that looks into every member.</summary>
internal static class Sample
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    public static object Of(Type type, int seed = 1)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner, seed);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Math.Min(seed, Enum.GetValues(type).Length - 1))!;
        if (type == typeof(string)) return $"花子 <{seed}>";
        if (type == typeof(bool)) return true;
        if (type == typeof(Guid)) return new Guid(seed, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        if (type == typeof(DateTimeOffset)) return Noon.AddTicks(seed);
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(Noon.Date).AddDays(seed);
        if (type == typeof(TimeSpan)) return TimeSpan.FromSeconds(seed);
        if (type == typeof(byte[])) return new byte[] { 1, 2, (byte)seed };
        if (type.IsPrimitive) return Convert.ChangeType(seed, type, CultureInfo.InvariantCulture);
        return type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? Collection(type, seed) : Record(type, seed);
    }

    /// <summary>Where two values differ, as a path; null when they are alike to the last member.</summary>
    public static string? Difference(object? left, object? right, string path)
    {
        if (left is null or IComparable || right is null) return Equals(left, right) ? null : path;
        if (left is IDictionary lefts && right is IDictionary rights) return Keyed(lefts, rights, path);
        if (left is IEnumerable some && right is IEnumerable others)
        {
            return Listed([.. some.Cast<object>()], [.. others.Cast<object>()], path);
        }

        return left.GetType().GetProperties()
            .Where(property => property.CanWrite)
            .Select(property => Difference(property.GetValue(left), property.GetValue(right), $"{path}.{property.Name}"))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? Keyed(IDictionary left, IDictionary right, string path) =>
        left.Count != right.Count
            ? path
            : left.Keys.Cast<object>()
                .Select(key => Difference(left[key], right[key], $"{path}[{key}]"))
                .FirstOrDefault(found => found is not null);

    private static string? Listed(object[] left, object[] right, string path) =>
        left.Length != right.Length
            ? path
            : left.Select((item, at) => Difference(item, right[at], $"{path}[{at}]")).FirstOrDefault(found => found is not null);

    private static object Collection(Type type, int seed)
    {
        var items = type.GetGenericArguments();
        dynamic empty = type.GetField("Empty")!.GetValue(null)!;
        for (var i = seed; i < seed + 2; i++)
        {
            empty = items.Length == 1 ? empty.Add((dynamic)Of(items[0], i)) : empty.Add((dynamic)Of(items[0], i), (dynamic)Of(items[1], i));
        }

        return empty;
    }

    private static object Record(Type type, int seed)
    {
        var constructor = type.GetConstructors().Where(one => !IsCopy(one, type)).MaxBy(one => one.GetParameters().Length);
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select((parameter, at) => Of(parameter.ParameterType, seed + at))]);

        var names = constructor?.GetParameters().Select(parameter => parameter.Name).ToHashSet() ?? [];
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && !names.Contains(property.Name)))
        {
            property.SetValue(made, Of(property.PropertyType, seed + 1));
        }

        return made;
    }

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [{ } only] && only.ParameterType == type;
}
