using System.Text.Json;

namespace Commerce.Integrations.Stripe;

/// <summary>Reads JSON that may lack anything and have anything else.</summary>
internal static class StripeFields
{
    public static JsonElement? Find(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    public static string? Text(JsonElement from, string name) => Find(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static long Number(JsonElement from, string name) =>
        Find(from, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    public static bool Is(JsonElement from, string name) => Find(from, name) is { ValueKind: JsonValueKind.True };

    /// <summary>Unix seconds as an instant.</summary>
    public static DateTimeOffset? Moment(JsonElement from, string name) =>
        Number(from, name) is > 0 and < 253_402_300_800 and var unix ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;

    public static IEnumerable<JsonElement> Rows(JsonElement list) =>
        Find(list, "data") is { ValueKind: JsonValueKind.Array } rows ? rows.EnumerateArray() : [];
}
