using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Simulators.Stripe;

/// <summary>How Stripe signs a webhook ("Verify webhook signatures manually"): HMAC-SHA256 over "t.body", keyed by the whole secret text.</summary>
internal static class StripeSignature
{
    public static string Sign(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        var moment = timestamp.ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(moment + "."), .. body];
        return $"t={moment},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
