using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commerce.Silo.Demo;

namespace Commerce.Tests.Http.Running;

/// <summary>The header with which Stripe signs an event and says when it was sent.</summary>
internal static class StripeStamp
{
    /// <param name="secret">花月堂's, unless somebody forges it.</param>
    public static string Of(string body, DateTimeOffset at, string? secret = null)
    {
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var digest = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret ?? DemoShops.KagetsudoChannels.StripeWebhookSecret), Encoding.UTF8.GetBytes($"{stamp}.{body}"));
        return $"t={stamp},v1={Convert.ToHexStringLower(digest)}";
    }
}
