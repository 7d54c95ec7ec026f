using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Web.Webhooks;

internal enum SignatureCheck { Valid, Wrong, Stale }

/// <summary>
/// Stripe's signature: <c>t=…,v1=hex[,v1=hex…]</c>, each v1 the HMAC-SHA256 over <c>t.body</c>, keyed by the endpoint secret as it is written.
/// </summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private const int MostParts = 16;

    public static SignatureCheck Check(ReadOnlySpan<byte> body, string endpointSecret, string? signature, DateTimeOffset now)
    {
        var parts = (signature ?? "").Split(',', MostParts, StringSplitOptions.TrimEntries);
        var stamp = parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return SignatureCheck.Wrong;

        var expected = Digest(body, endpointSecret, stamp);
        var matches = false;
        foreach (var part in parts)
        {
            // During a change of secret there are several; each is compared, so that the time taken says nothing.
            if (part.StartsWith("v1=", StringComparison.Ordinal)) matches |= IsSame(expected, part.AsSpan(3));
        }

        if (!matches) return SignatureCheck.Wrong;
        return Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)Tolerance.TotalSeconds ? SignatureCheck.Valid : SignatureCheck.Stale;
    }

    private static byte[] Digest(ReadOnlySpan<byte> body, string endpointSecret, string stamp)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(endpointSecret));
        hmac.AppendData(Encoding.ASCII.GetBytes(stamp + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    private static bool IsSame(byte[] expected, ReadOnlySpan<char> hex)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == given.Length * 2
            && Convert.FromHexString(hex, given, out _, out _) == OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
