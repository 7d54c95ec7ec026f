using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// The parameters of a call: bracket paths as they came, with list indexes taken out (<c>expand[0]</c> is <c>expand[]</c>).
/// Reading with the wrong type keeps the first error, which the endpoint answers before it does anything.
/// </summary>
internal sealed partial class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    public StripeForm(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        foreach (var (key, values) in form)
            foreach (var value in values)
                _values.Add(new(ListIndex().Replace(key, "[]"), value ?? ""));
    }

    public StripeError? Error { get; private set; }

    public IEnumerable<string> Paths => _values.Select(v => v.Key);

    /// <summary>One line that is the same for the same parameters in any order.</summary>
    public string Fingerprint => string.Join('&', _values.Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}").Order(StringComparer.Ordinal));

    /// <summary>Adds a parameter that stood in the path of the call.</summary>
    public void Stand(string path, string value) => _values.Add(new(path, value));

    public bool Has(string path) => _values.Any(v => v.Key == path);

    public bool HasBelow(string path) => _values.Any(v => v.Key.StartsWith(path + "[", StringComparison.Ordinal));

    /// <summary>Null when absent or empty: an empty string unsets a field.</summary>
    public string? Text(string path, int max = 5000)
    {
        var value = _values.FindLast(v => v.Key == path).Value;
        if (value is { Length: > 0 } && value.Length > max)
            Refuse($"Invalid string: {path} must be at most {max} characters", "parameter_invalid_string_too_long", path);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public string RequiredText(string path)
    {
        if (Text(path) is { } text) return text;
        Error ??= StripeError.Missing(path);
        return "";
    }

    public long? Integer(string path)
    {
        if (Text(path) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse($"Invalid integer: {text}", "parameter_invalid_integer", path);
        return null;
    }

    public bool Flag(string path, bool otherwise = false)
    {
        switch (Text(path))
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            case var text:
                Refuse($"Invalid boolean: {text}", null, path);
                return otherwise;
        }
    }

    public string? OneOf(string path, params string[] words)
    {
        var text = Text(path);
        if (text is null || words.Contains(text)) return text;
        Refuse($"Invalid {path}: must be one of {string.Join(", ", words)}", null, path);
        return null;
    }

    public ImmutableArray<string> List(string path) => [.. _values.Where(v => v.Key == path + "[]").Select(v => v.Value)];

    /// <summary>Metadata merged over what was there; an empty value takes a key away. At most 50 keys of 40 letters, values of 500.</summary>
    public ImmutableSortedDictionary<string, string> Metadata(ImmutableSortedDictionary<string, string> before)
    {
        var merged = before;
        foreach (var (path, value) in _values)
        {
            if (!path.StartsWith("metadata[", StringComparison.Ordinal)) continue;
            var key = path["metadata[".Length..^1];
            if (key.Length > 40) Refuse($"Metadata keys can have up to 40 characters: {key}", "metadata_key_too_long", "metadata");
            if (value.Length > 500) Refuse("Metadata values can have up to 500 characters", "metadata_value_too_long", "metadata");
            merged = value.Length == 0 ? merged.Remove(key) : merged.SetItem(key, value);
        }

        if (merged.Count > 50) Refuse("Metadata can have up to 50 keys", "too_many_metadata_keys", "metadata");
        return merged;
    }

    public void Refuse(string message, string? code, string? param) => Error ??= StripeError.Invalid(message, code, param);

    /// <summary>The first parameter that no pattern allows; a pattern is a path, or a stem with <c>[*]</c> for everything below it.</summary>
    public StripeError? FirstUnknown(IReadOnlyCollection<string> allowed)
    {
        foreach (var path in Paths)
        {
            if (allowed.Contains(path)) continue;
            if (allowed.Any(a => a.EndsWith("[*]", StringComparison.Ordinal) && path.StartsWith(a[..^2], StringComparison.Ordinal))) continue;
            return StripeError.Invalid($"Received unknown parameter: {path}", "parameter_unknown", path);
        }

        return null;
    }

    [GeneratedRegex(@"\[\d*\]")]
    private static partial Regex ListIndex();
}
