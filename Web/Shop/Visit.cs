using Commerce.Shops;

namespace Commerce.Web.Shop;

/// <summary>One visit to one page: to which shop, whose, in which language, and when.</summary>
/// <param name="CustomerId">The verified shopper, or null while LINE has not said who it is.</param>
public sealed record Visit(ShopView Shop, string? CustomerId, Words Words, DateTimeOffset Now, Channel Channel)
{
    public string Id => Shop.ShopId;

    public TimeZoneInfo Zone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Shop.Settings.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A path within this shop's pages, such as <c>cart</c>; empty is the front page.</summary>
    public string At(string path) => path.Length == 0 ? $"/s/{Id}" : $"/s/{Id}/{path}";
}

/// <summary>The addresses and public keys that the browser needs for LINE and Stripe.</summary>
public sealed record Channel(string LiffId, string LiffSdk, string StripeKey, string StripeSdk);
