using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Commerce.Web.Line;

/// <summary>
/// Remembers a shopper between pages, as long as their ID token lasts. One cookie per shop, sealed for that shop alone:
/// the cookie of one shop is nobody in another.
/// </summary>
internal sealed class ShopperCookie(IDataProtectionProvider protection, TimeProvider clock)
{
    public void Write(HttpContext context, Shopper shopper)
    {
        var ticket = string.Create(CultureInfo.InvariantCulture, $"{shopper.Until.ToUnixTimeSeconds()}|{shopper.Id}|{shopper.Name}");
        context.Response.Cookies.Append(Name(shopper.Shop), Box(shopper.Shop).Protect(ticket), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            Path = "/",
            Expires = shopper.Until,
        });
    }

    public Shopper? Read(HttpContext context, string shop)
    {
        if (!Keys.IsPart(shop) || context.Request.Cookies[Name(shop)] is not { Length: > 0 and < 2048 } sealed_) return null;
        try
        {
            var parts = Box(shop).Unprotect(sealed_).Split('|', 3);
            var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            return clock.GetUtcNow() < until ? new(shop, parts[1], parts[2], null, until) : null;
        }
        catch (CryptographicException)
        {
            return null;   // another installation's, another shop's, or made up
        }
    }

    private static string Name(string shop) => "shopper-" + shop;

    private IDataProtector Box(string shop) => protection.CreateProtector("Commerce.Web.Shopper", shop);
}
