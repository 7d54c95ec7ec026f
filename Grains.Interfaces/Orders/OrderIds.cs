using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Orders;

/// <summary>Order ids and numbers are derived, so that the same checkout always names the same order.</summary>
public static class OrderIds
{
    // No 0/O, 1/I/L, U/V: read aloud and typed back without mistakes.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    /// <summary>The id of the order that this customer's checkout makes: 32 hex digits, the first half of a SHA-256.</summary>
    public static string Of(string shop, string customerId, string checkoutKey) =>
        Convert.ToHexStringLower(Digest($"order|{shop}|{customerId}|{checkoutKey}").AsSpan(0, 16));

    /// <summary>
    /// The number of an order: <c>yymmdd-</c> and nine letters of its id, 16 characters, the longest that Sagawa's e飛伝 takes.
    /// 29⁹ numbers a day: two alike need about four million orders on one day, and nobody can count along.
    /// </summary>
    public static string Number(string shop, string orderId, DateOnly day)
    {
        var digest = Digest($"number|{shop}|{orderId}");
        var letters = string.Create(9, digest, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Letters[BitConverter.ToUInt16(from, i * 2) % Letters.Length];
        });
        return string.Create(CultureInfo.InvariantCulture, $"{day:yyMMdd}-{letters}");
    }

    /// <summary>The shop's own day that a number was given on.</summary>
    public static DateOnly Day(string number) => DateOnly.ParseExact(number.AsSpan(0, 6), "yyMMdd", CultureInfo.InvariantCulture);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
