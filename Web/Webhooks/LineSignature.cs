using System.Security.Cryptography;
using System.Text;

namespace Commerce.Web.Webhooks;

/// <summary>LINE's signature: Base64 of HMAC-SHA256 over the raw body, keyed by the channel secret.</summary>
internal static class LineSignature
{
    public const string Header = "x-line-signature";

    public static bool IsValid(ReadOnlySpan<byte> body, string channelSecret, string? signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature is null || !Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(channelSecret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
