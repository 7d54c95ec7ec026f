using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Commerce.Web.Line;

/// <summary>What is remembered of a token that was shown to a shop: its SHA-256, never the token as it is.</summary>
internal readonly record struct TokenDigest(UInt128 High, UInt128 Low)
{
    private const int OnTheStack = 4096;   // bytes: LINE's ID tokens have some hundred

    /// <param name="token">At most <see cref="ShopperDoor.TokenMaxLength"/> characters.</param>
    public static TokenDigest Of(string shop, ReadOnlySpan<char> token)
    {
        var most = Encoding.UTF8.GetMaxByteCount(shop.Length + 1 + token.Length);
        var utf8 = most <= OnTheStack ? stackalloc byte[OnTheStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(shop, utf8);
        utf8[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(token, utf8[length..]);

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }
}
