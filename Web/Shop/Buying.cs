using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Orders;
using Commerce.Payments;
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

    /// <summary>Who had come as far as the last page comes back to it, unless the form itself is asked for (<c>?edit</c>, <c>?wrong</c>).</summary>
    public static async Task<IResult> Checkout(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        if (visit.CustomerId is not { } id) return ShopPages.Show<CheckoutPage>(context, visit);

        var key = Keys.Of(shop, id);
        var cart = await grains.GetGrain<ICartGrain>(key).Look();
        if (cart.Lines.IsEmpty) return Results.Redirect(visit.At("cart"));
        var checkout = await grains.GetGrain<ICheckoutGrain>(key).Look();
        var asked = context.Request.Query.ContainsKey("edit") || context.Request.Query.ContainsKey("wrong");
        if (!asked && IsReady(checkout)) return Results.Redirect(visit.At("confirm"));
        return ShopPages.Show<CheckoutPage>(context, visit,
            ("Checkout", checkout), ("Customer", await grains.GetGrain<ICustomerGrain>(key).Look()),
            ("Cards", await CardsAsync(key, visit, grains)));
    }

    public static async Task<IResult> Confirm(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        if (visit.CustomerId is not { } id) return ShopPages.Show<ConfirmPage>(context, visit);

        var cart = await CartOfAsync(visit, grains);
        var checkout = await grains.GetGrain<ICheckoutGrain>(Keys.Of(shop, id)).Look();
        if (cart is { Quote.Lines.IsEmpty: false } && !IsReady(checkout)) return Results.Redirect(visit.At("checkout"));
        return ShopPages.Show<ConfirmPage>(context, visit,
            ("Cart", cart), ("Checkout", checkout), ("Timed", await TimedAsync(shop, cart, grains)),
            ("CardLabel", (await CardsAsync(Keys.Of(shop, id), visit, grains)).Find(card => card.Id == checkout.Draft?.Payment.CardId).Label));
    }

    /// <summary>The shopper's address book, and the cards that the provider keeps.</summary>
    public static async Task<IResult> Saved(string shop, HttpContext context, VisitReader visits, IGrainFactory grains)
    {
        if (await visits.ReadAsync(context, shop) is not { } visit) return Results.NotFound();
        if (visit.CustomerId is not { } id) return ShopPages.Show<SavedPage>(context, visit);
        return ShopPages.Show<SavedPage>(context, visit,
            ("Customer", await grains.GetGrain<ICustomerGrain>(Keys.Of(shop, id)).Look()),
            ("Cards", await CardsAsync(Keys.Of(shop, id), visit, grains)));
    }

    private static async Task<List<(string Id, string Label)>> CardsAsync(string key, Visit visit, IGrainFactory grains) =>
    [
        .. (await grains.GetGrain<IWalletGrain>(key).Look()).Cards
            .Select(card => (card.CardId, visit.Words.SavedCard(card.Brand.ToUpperInvariant(), card.Last4, card.ExpiryMonth, card.ExpiryYear))),
    ];

    private static bool IsReady(CheckoutView checkout) => checkout is { Draft.Step: CheckoutStep.Confirm, Refused.IsEmpty: true };

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
