namespace Commerce.Shops;

/// <summary>Encrypts what must not lie on a disk in clear (design: ASP.NET Core Data Protection). One box per installation.</summary>
public interface ISecretBox
{
    string Seal(string clear);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not sealed by this installation's keys.</exception>
    string Open(string cipher);
}
