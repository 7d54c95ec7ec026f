using System.Security.Cryptography;
using System.Text;

namespace Commerce.Simulators.Line;

/// <summary>How LINE signs a webhook (Messaging API, "Verify webhook signature"): Base64 of HMAC-SHA256 over the raw body.</summary>
internal static class LineSignature
{
    public static string Sign(string channelSecret, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(channelSecret), body));
}
