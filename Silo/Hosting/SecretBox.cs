using Commerce.Shops;
using Microsoft.AspNetCore.DataProtection;

namespace Commerce.Silo.Hosting;

/// <summary>Data Protection under a purpose of its own: a cookie's cipher text cannot be passed off as a channel secret.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection) : ISecretBox
{
    private readonly IDataProtector _protector = protection.CreateProtector("Commerce.ShopChannels.v1");

    public string Seal(string clear) => _protector.Protect(clear);

    public string Open(string cipher) => _protector.Unprotect(cipher);
}
