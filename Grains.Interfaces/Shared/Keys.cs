namespace Commerce;

/// <summary>
/// Grain keys. Every key begins with the shop, so a request can only ever reach the shop it was let into.
/// A part is 1 to 64 characters of <c>A–Z a–z 0–9 . _ -</c>: no part can smuggle in a second one.
/// </summary>
public static class Keys
{
    public const int PartMaxLength = 64;

    public static bool IsPart(string? part) =>
        part is { Length: > 0 and <= PartMaxLength } && part.AsSpan().IndexOfAnyExcept(PartCharacters) < 0;

    /// <exception cref="ArgumentException">A part is empty, too long or has a character that keys do not have.</exception>
    public static string Of(string shop, string part) => $"{Checked(shop)}/{Checked(part)}";

    /// <inheritdoc cref="Of(string, string)"/>
    public static string Of(string shop, string part, string subpart) => $"{Checked(shop)}/{Checked(part)}/{Checked(subpart)}";

    /// <summary>The shop that a key begins with.</summary>
    public static string Shop(string key) => key.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? key[..at] : key;

    /// <summary>What follows the shop in a key.</summary>
    public static string Rest(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static readonly System.Buffers.SearchValues<char> PartCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static string Checked(string part) =>
        IsPart(part) ? part : throw new ArgumentException($"'{part}' cannot be part of a key");
}
