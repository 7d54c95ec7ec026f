using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Commerce.Silo.Storage;

/// <summary>
/// The one JSON dialect of everything stored: enums and yen as numbers, unknown fields ignored, a missing list is an empty one.
/// A missing <c>required</c> member is an error: a field added later must not be required.
/// </summary>
public static class StateJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        // Stored, never sent to a browser: Japanese stays readable in the database.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        Converters = { new YenJson(), new EnumJson(), new ImmutableArrayJson() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { EmptyWhatIsMissing } },
    };

    private static void EmptyWhatIsMissing(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.IsValueType) return;

        var collections = type.Type.GetProperties()
            .Where(property => property.CanWrite && IsCollection(property.PropertyType))
            .Select(property => (property, Missing: Default(property.PropertyType), Empty: Empty(property.PropertyType)))
            .ToArray();
        if (collections.Length == 0) return;

        type.OnDeserialized = read =>
        {
            foreach (var (property, missing, empty) in collections)
            {
                if (Equals(property.GetValue(read), missing)) property.SetValue(read, empty);
            }
        };
    }

    private static bool IsCollection(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var generic
        && (generic == typeof(ImmutableArray<>) || generic == typeof(ImmutableDictionary<,>));

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object Empty(Type type) =>
        type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
