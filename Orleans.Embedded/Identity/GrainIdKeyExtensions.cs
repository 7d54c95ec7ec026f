using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Writes Guid and integer keys into identities and reads them back. An extension follows a <c>+</c>.</summary>
public static class GrainIdKeyExtensions
{
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) => WithExtension(key.ToString("N"), keyExtension);

    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension) =>
        WithExtension(key.ToString("N"), Encoding.UTF8.GetString(keyExtension));

    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(Hex(key));

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => WithExtension(Hex(key), keyExtension);

    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension) =>
        WithExtension(Hex(key), Encoding.UTF8.GetString(keyExtension));

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return Guid.TryParseExact(text, "N", out key);
    }

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt)
    {
        if (!grainId.TryGetGuidKey(out var key, out keyExt)) ThrowNotAKey(grainId, "a Guid");
        return key;
    }

    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt)
    {
        if (!grainId.TryGetIntegerKey(out var key, out keyExt)) ThrowNotAKey(grainId, "an integer");
        return key;
    }

    private static string Hex(long key) => key.ToString("X", CultureInfo.InvariantCulture);

    private static IdSpan WithExtension(string key, string? extension) =>
        IdSpan.Create(string.IsNullOrWhiteSpace(extension) ? key : $"{key}+{extension}");

    private static string Split(GrainId grainId, out string? extension)
    {
        var text = grainId.Key.ToString();
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        extension = plus < 0 ? null : text[(plus + 1)..];
        return plus < 0 ? text : text[..plus];
    }

    [DoesNotReturn]
    private static void ThrowNotAKey(GrainId grainId, string kind) =>
        throw new ArgumentException($"The key of grain \"{grainId}\" is not {kind} key.", nameof(grainId));
}
