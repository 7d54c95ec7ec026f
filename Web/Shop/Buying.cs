using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Orders;
using Commerce.Silo.ReadModel;
using Commerce.Stock;
using Commerce.Web.Shop.Pages;

namespace Commerce.Web.Shop;

/// <summary>
/// The pages of one shopper. Before LINE has said who that is, each shows that it is signing in, and its script comes back with a cookie.
/// </summary>
internal static class Buying
{
    private const int OrdersShown = 50;

    public static async Task<IResult> Cart(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        return ShopPages.Show<CartPage>(context, visit, ("Cart", await CartOfAsync(visit, grains)));
    }

    public static async Task<IResult> Checkout(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        var known = visit.CustomerId is { } id ? await grains.GetGrain<ICustomerGrain>(Keys.Of(shop, id)).Look() : null;
        return ShopPages.Show<CheckoutPage>(context, visit, ("Known", known?.Recipient));
    }

    public static async Task<IResult> Confirm(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        var cart = await CartOfAsync(visit, grains);
        return ShopPages.Show<ConfirmPage>(context, visit, ("Cart", cart), ("Timed", await TimedAsync(shop, cart, grains)));
    }

    public static async Task<IResult> Orders(string shop, HttpContext context, VisitReader visits, OrderQueries orders)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        if (visit.CustomerId is not { } id) return ShopPages.Show<OrdersPage>(context, visit);
        var page = await orders.OfCustomerAsync(shop, id, null, OrdersShown, context.RequestAborted);
        return ShopPages.Show<OrdersPage>(context, visit, ("Orders", page.Orders));
    }

    public static async Task<IResult> Order(
        string shop, string orderId, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        if (visit.CustomerId is not { } id) return ShopPages.Show<Pages.OrderPage>(context, visit);

        var order = Keys.IsPart(orderId) ? await grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)).Look() : null;
        if (order?.CustomerId != id) return await Shelves.Missing(shop, context, visits);   // another's order is not there

        var products = await grains.GetGrain<ICatalogGrain>(shop).Find([.. order.Quote.Lines.Select(l => l.Sku)]);
        return ShopPages.Show<Pages.OrderPage>(context, visit,
            ("Order", order), ("JustPlaced", context.Request.Query.ContainsKey("done")),
            ("Images", products.ToDictionary(p => p.Sku, p => p.Image)));
    }

    private static async Task<CartView?> CartOfAsync(Visit visit, IGrainFactory grains) =>
        visit.CustomerId is { } id ? await grains.GetGrain<ICartGrain>(Keys.Of(visit.Id, id)).Look() : null;

    private static async Task<List<(string Name, SaleTerms Terms)>> TimedAsync(string shop, CartView? cart, IGrainFactory grains)
    {
        if (cart is null || cart.Lines.IsEmpty) return [];
        var products = await grains.GetGrain<ICatalogGrain>(shop).Find([.. cart.Lines.Select(l => l.Sku)]);
        return [.. products.Where(p => p.Terms is { Opens: not null } or { Closes: not null }).Select(p => (p.Name, p.Terms))];
    }
}
