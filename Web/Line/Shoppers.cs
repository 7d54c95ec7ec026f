namespace Commerce.Web.Line;

/// <summary>Who the shopper is: the one that the verified LIFF ID token names.</summary>
internal static class Shoppers
{
    public static void AddShoppers(this WebApplicationBuilder builder)
    {
    }
}
