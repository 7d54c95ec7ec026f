namespace Commerce.Web.Shop;

/// <summary>The shop as shoppers see it in LIFF: server-rendered pages under <c>/shops/{shop}</c>.</summary>
internal static class ShopPages
{
    public static void AddShopPages(this WebApplicationBuilder builder) =>
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

    public static void MapShopPages(this WebApplication app)
    {
    }
}
