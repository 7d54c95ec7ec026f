using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shop;

/// <summary>
/// The shop as shoppers see it in LIFF: server-rendered pages under <c>/s/{shop}</c>, which is also the endpoint of the LIFF app.
/// Prices and states are those of a moment ago, a cart is of now; the browser is told, never asked.
/// </summary>
internal static class ShopPages
{
    public static void AddShopPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton<VisitReader>();
        builder.Services.AddSingleton<ShelfReader>();
    }

    public static void MapShopPages(this WebApplication app)
    {
        var shop = app.MapGroup("/s/{shop}").ExcludeFromDescription();
        shop.MapGet("", Shelves.Home);
        shop.MapGet("/c/{category}", Shelves.Category);
        shop.MapGet("/p/{sku}", Shelves.Product);
        shop.MapGet("/legal", Shelves.Legal);
        shop.MapGet("/cart", Buying.Cart);
        shop.MapGet("/checkout", Buying.Checkout);
        shop.MapGet("/confirm", Buying.Confirm);
        shop.MapGet("/orders", Buying.Orders);
        shop.MapGet("/saved", Buying.Saved);
        shop.MapGet("/orders/{orderId}", Buying.Order);
        shop.MapGet("/orders/{orderId}/receipt", Papers.ReceiptOfShopper);
        shop.MapGet("/orders/{orderId}/papers/{number}", Papers.OfShopper);
        shop.MapGet("/{**rest}", Shelves.Missing);
    }

    /// <summary>A page of this visit. Nothing of the shop is kept by the browser or anybody between.</summary>
    public static IResult Show<TPage>(HttpContext context, Visit visit, params (string Name, object? Value)[] parameters)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        context.Response.Headers.CacheControl = "no-store";
        var all = parameters.ToDictionary(p => p.Name, p => p.Value);
        all["Visit"] = visit;
        return new RazorComponentResult<TPage>(all);
    }
}
