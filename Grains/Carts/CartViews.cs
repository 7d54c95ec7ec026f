using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;
using Commerce.Stock;

namespace Commerce.Carts;

/// <summary>A cart as its owner sees it: at today's prices, with the reason at each line that cannot be bought. Pure.</summary>
internal static class CartViews
{
    private const int HighestChoice = 99;

    /// <param name="cart">The cart.</param>
    /// <param name="known">What is known of its lines.</param>
    /// <param name="shop">Shipping, rounding and time zone.</param>
    /// <param name="now">The instant to judge sale windows by.</param>
    public static CartView Of(CartState cart, CartFacts known, ShopSettings shop, DateTimeOffset now)
    {
        var bySku = known.Products.ToDictionary(product => product.Sku);
        var stockBySku = known.Stocks.ToDictionary(stock => stock.Sku);
        var inGroup = cart.Items.ToLookup(item => bySku.GetValueOrDefault(item.Sku)?.GroupId, item => item.Quantity);
        ImmutableArray<CartLine> lines = [.. cart.Items.Select(item => Line(item, bySku.GetValueOrDefault(item.Sku)))];
        ImmutableArray<BasketLine> basket =
        [
            .. lines.Where(line => line.Refused is null).Select(line => new BasketLine(bySku[line.Sku], line.Quantity)),
        ];
        var (chosen, refused) = ChoiceRules.Judge(cart.Choices, basket, known, shop, now);
        return new(CartRules.CheckoutKey(cart), lines, PricingRules.Price(basket, shop, shop.DayOf(now), chosen),
            new(cart.Choices, refused, known.Benefits.Points));

        CartLine Line(CartItem item, Product? product)
        {
            var held = CartRules.HeldUnits(item, now);
            var others = product?.GroupId is { } group ? inGroup[group].Sum() - item.Quantity : 0;
            var refused = product is null
                ? new(Reason.UnknownProduct, item.Sku)
                : CartRules.Refuse(product, item.Quantity, others, new(held, known.Segments), now)
                    ?? Missing(item, stockBySku.GetValueOrDefault(item.Sku), held);
            return Show(item, product, held > 0 ? item.HeldUntil : null, refused);
        }
    }

    private static CartLine Show(CartItem item, Product? product, DateTimeOffset? heldUntil, Refusal? refused) => new(
        item.Sku,
        product?.Name ?? item.Sku,
        product?.Image ?? "",
        item.Quantity,
        product?.Price ?? Yen.Zero,
        product is null ? null : Most(product),
        item.HoldId,
        heldUntil,
        refused);

    private static Refusal? Missing(CartItem item, StockView? stock, int held)
    {
        if (item.Quantity <= held || stock is null) return null;
        if (stock.Paused) return new(Reason.Paused, item.Sku);
        return item.Quantity > stock.Free ? new(Reason.SoldOut, item.Sku, stock.Free) : null;
    }


    private static int Most(Product product) => new[]
    {
        HighestChoice, product.Terms.PerOrder ?? HighestChoice, product.Terms.PerPerson ?? HighestChoice,
        product.Group?.PerOrder ?? HighestChoice, product.Group?.PerPerson ?? HighestChoice,
    }.Min();
}

/// <param name="Products">The products of its lines that exist.</param>
/// <param name="Stocks">The stock of its lines; a line that holds its units needs none.</param>
/// <param name="Segments">The customer's segments, when it matters who asks.</param>
/// <param name="Benefits">What its owner could use.</param>
internal readonly record struct CartFacts(
    ImmutableArray<Product> Products, ImmutableArray<StockView> Stocks, ImmutableArray<string> Segments, CartBenefits Benefits = default);

/// <param name="Coupon">The chosen coupon, when there is one of that code.</param>
/// <param name="CouponUses">Other orders of its owner that use it.</param>
/// <param name="CouponIsOurs">The order of this very checkout has redeemed it already.</param>
/// <param name="Points">Points to spend, with those that the order of this very checkout has spent.</param>
internal readonly record struct CartBenefits(CouponView? Coupon, int CouponUses, bool CouponIsOurs, int Points);
