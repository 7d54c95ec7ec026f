using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Carts;

/// <summary>A cart as its owner sees it: at today's prices, with the reason at each line that cannot be bought. Pure.</summary>
internal static class CartViews
{
    private const int HighestChoice = 99;

    /// <param name="cart">The cart.</param>
    /// <param name="products">The products of its lines that exist.</param>
    /// <param name="stocks">The stock of its lines; a line that holds its units needs none.</param>
    /// <param name="shop">Shipping, rounding and time zone.</param>
    /// <param name="now">The instant to judge sale windows by.</param>
    public static CartView Of(
        CartState cart, ImmutableArray<Product> products, ImmutableArray<StockView> stocks, ShopSettings shop, DateTimeOffset now)
    {
        var bySku = products.ToDictionary(product => product.Sku);
        var stockBySku = stocks.ToDictionary(stock => stock.Sku);
        ImmutableArray<CartLine> lines =
        [
            .. cart.Items.Select(item => Line(item, bySku.GetValueOrDefault(item.Sku), stockBySku.GetValueOrDefault(item.Sku), now)),
        ];
        ImmutableArray<BasketLine> basket =
        [
            .. lines.Where(line => line.Refused is null).Select(line => new BasketLine(bySku[line.Sku], line.Quantity)),
        ];
        return new(CartRules.CheckoutKey(cart), lines, PricingRules.Price(basket, shop, shop.DayOf(now)));
    }

    private static CartLine Line(CartItem item, Product? product, StockView? stock, DateTimeOffset now)
    {
        var held = CartRules.HeldUnits(item, now);
        return new(
            item.Sku,
            product?.Name ?? item.Sku,
            product?.Image ?? "",
            item.Quantity,
            product?.Price ?? Yen.Zero,
            product is null ? null : Most(product.Terms),
            item.HoldId,
            held > 0 ? item.HeldUntil : null,
            Refuse(item, product, stock, held, now));
    }

    private static Refusal? Refuse(CartItem item, Product? product, StockView? stock, int held, DateTimeOffset now)
    {
        if (product is null) return new(Reason.UnknownProduct, item.Sku);
        if (CartRules.Refuse(product, item.Quantity, held, now) is { } refused) return refused;
        if (item.Quantity <= held || stock is null) return null;
        if (stock.Paused) return new(Reason.Paused, item.Sku);
        return item.Quantity > stock.Free ? new(Reason.SoldOut, item.Sku, stock.Free) : null;
    }

    private static int Most(SaleTerms terms) => Math.Min(HighestChoice, Math.Min(terms.PerOrder ?? HighestChoice, terms.PerPerson ?? HighestChoice));
}
