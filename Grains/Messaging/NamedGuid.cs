using System.Security.Cryptography;
using System.Text;

namespace Commerce.Messaging;

/// <summary>UUID version 5 (RFC 9562, section 5.5): the same name always gets the same id.</summary>
internal static class NamedGuid
{
    // Ours alone, so that no other system's names meet ours.
    private static readonly Guid OutboxMessages = new("5f1d0f3a-6c0e-4a44-9a3c-2b8f6a1d7e90");

    /// <summary>X-Line-Retry-Key of one message to one customer. Key parts cannot contain the separator.</summary>
    public static Guid OfMessage(string shop, string customerId, string messageId) => Of(OutboxMessages, $"{shop}/{customerId}/{messageId}");

    public static Guid Of(Guid space, string name)
    {
        Span<byte> named = stackalloc byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(named, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, named[16..]);

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        // SHA-1 is what the version prescribes; the id names a message and protects nothing.
#pragma warning disable CA5350
        SHA1.HashData(named, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
