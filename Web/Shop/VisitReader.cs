using Commerce.Payments;
using Commerce.Silo.Hosting;
using Commerce.Web.Line;
using Commerce.Web.Shops;

namespace Commerce.Web.Shop;

/// <summary>Reads from a request what every page must know: the shop, the shopper behind the cookie, the language, the instant.</summary>
internal sealed class VisitReader(ShopDirectory shops, ShopperCookie cookie, CommerceOptions options, PaymentsOptions payments, TimeProvider clock)
{
    private const string LanguageCookie = "lang";

    public async ValueTask<Visit?> ReadAsync(HttpContext context, string shop)
    {
        if (await shops.FindAsync(shop) is not { } found) return null;
        var channels = await shops.ChannelsAsync(shop);
        return new(found, cookie.Read(context, shop)?.Id, LanguageOf(context), clock.GetUtcNow(), new(
            channels?.LiffId ?? "", options.LiffSdkUrl, payments.PublishableKey(channels), options.StripeJsUrl));
    }

    /// <summary>What was chosen on a page, else what the browser asks for, else Japanese.</summary>
    private static Words LanguageOf(HttpContext context)
    {
        var chosen = context.Request.Query["lang"].ToString();
        if (chosen is "ja" or "en")
        {
            Keep(context, chosen);
            return Words.In(chosen);
        }

        if (context.Request.Cookies[LanguageCookie] is { Length: > 0 } kept) return Words.In(kept);
        return context.Request.GetTypedHeaders().AcceptLanguage is { Count: > 0 } asked
            ? Words.In(asked.OrderByDescending(l => l.Quality ?? 1).First().Value.Value)
            : Words.Japanese;
    }

    /// <summary>The phone of the demo speaks Japanese, as its person and its talk do, until another language is chosen on it.</summary>
    public static void BeginInJapanese(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(LanguageCookie)) Keep(context, "ja");
    }

    private static void Keep(HttpContext context, string language) =>
        context.Response.Cookies.Append(LanguageCookie, language, new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        });
}
