using System.Security.Cryptography;
using System.Text;

namespace Commerce.Stock;

/// <summary>
/// Ids of holds that customers ask for themselves: made of shop, customer, SKU and the customer's key, so that any number of taps with
/// one key meet the same hold, and whose it is can be told from the id. They give no LINE user id away.
/// </summary>
public static class CustomerHold
{
    private const int OwnerBytes = 8, KeyBytes = 16;

    public static string IdOf(string shop, string customerId, string sku, string key) =>
        $"{Owner(shop, customerId)}.{Digest($"{shop}/{customerId}/{sku}/{key}", KeyBytes)}";

    /// <summary>The id was made for this customer of this shop: nobody takes over, or gives back, what is another's or an order's.</summary>
    public static bool IsOf(string shop, string customerId, string holdId) =>
        Keys.IsPart(holdId) && holdId.StartsWith(Owner(shop, customerId) + ".", StringComparison.Ordinal);

    private static string Owner(string shop, string customerId) => "h." + Digest($"{shop}/{customerId}", OwnerBytes);

    private static string Digest(string text, int bytes)
    {
        Span<byte> utf8 = stackalloc byte[text.Length * 3], digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], digest);
        return Convert.ToHexStringLower(digest[..bytes]);
    }
}
