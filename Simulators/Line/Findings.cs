using System.Globalization;
using System.Text.Json;

namespace Commerce.Simulators.Line;

/// <summary>One entry of an error's <c>details</c>.</summary>
internal sealed record Finding(string Message, string Property);

/// <summary>A place in a request body and how to judge what stands there. Lengths are UTF-16 units unless LINE counts graphemes.</summary>
internal readonly record struct Place(JsonElement Json, string Path, List<Finding> Found)
{
    public void Say(string name, string message) => Found.Add(new(message, name.Length == 0 ? Path : Join(name)));

    public bool Has(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name, int max, bool required = false, bool graphemes = false, int min = 1)
    {
        if (!Has(name))
        {
            if (required) Say(name, "May not be empty");
            return null;
        }

        var value = Json.GetProperty(name);
        if (value.ValueKind != JsonValueKind.String)
        {
            Say(name, "Must be a string");
            return null;
        }

        var text = value.GetString()!;
        var length = graphemes ? new StringInfo(text).LengthInTextElements : text.Length;
        if (length == 0 && min > 0) Say(name, "May not be empty");
        else if (length > max) Say(name, $"Length must be between {min} and {max}");
        return text;
    }

    public string? OneOf(string name, string[] values, bool required = false)
    {
        var text = Text(name, 100, required);
        if (text is null || values.Contains(text)) return text;
        Say(name, $"Must be one of the following values: [{string.Join(", ", values)}]");
        return null;
    }

    /// <summary>https only; http is let through for localhost, where a shop under development has its pictures.</summary>
    public void Url(string name, int max = 2000, bool required = false, params string[] alsoSchemes)
    {
        var text = Text(name, max, required);
        if (string.IsNullOrEmpty(text)) return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || text.Any(c => c > 126 || char.IsWhiteSpace(c))) Say(name, "Invalid URI");
        else if (uri.Scheme != "https" && !(uri.Scheme == "http" && uri.IsLoopback) && !alsoSchemes.Contains(uri.Scheme)) Say(name, "Invalid scheme");
    }

    public Place? Object(string name, bool required = false)
    {
        if (!Has(name))
        {
            if (required) Say(name, "May not be null");
            return null;
        }

        var value = Json.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Object) return new(value, Join(name), Found);
        Say(name, "Must be an object");
        return null;
    }

    public IReadOnlyList<Place> Items(string name, int min, int max)
    {
        if (!Has(name))
        {
            if (min > 0) Say(name, "May not be empty");
            return [];
        }

        var value = Json.GetProperty(name);
        if (value.ValueKind != JsonValueKind.Array)
        {
            Say(name, "Must be an array");
            return [];
        }

        var count = value.GetArrayLength();
        if (count < min || count > max) Say(name, $"Size must be between {min} and {max}");
        var places = new List<Place>();
        foreach (var item in value.EnumerateArray())
        {
            var place = new Place(item, $"{Join(name)}[{places.Count}]", Found);
            if (item.ValueKind == JsonValueKind.Object) places.Add(place);
            else place.Say("", "Must be an object");
        }

        return places;
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
