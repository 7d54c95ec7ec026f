using Commerce.Catalog;
using Commerce.Stock;
using Commerce.Web.Stock;

namespace Commerce.Web.Shop;

/// <summary>A product as it stands on the shelf now.</summary>
/// <param name="MaxQuantity">The most that one may choose now; 0 when it cannot be bought.</param>
public sealed record ShelfItem(Product Product, ShelfState State, int Free, bool Few, int MaxQuantity)
{
    public bool CanBuy => State == ShelfState.Open;
}

public enum ShelfState { Unknown = 0, Soon = 1, Open = 2, SoldOut = 3, Paused = 4, Over = 5 }

/// <summary>What the shelf says about a product. Pure; the decision who gets a unit is the stock's.</summary>
public static class ShelfRules
{
    /// <summary>「残りわずか」 is said of this many units or fewer, and never when it is not true.</summary>
    public const int FewUnits = 5;

    private const int MostAtOnce = 20;

    public static ShelfItem Show(Product product, StockView stock, DateTimeOffset now)
    {
        var state = StateOf(product.Terms, stock, now);
        var max = Math.Min(Math.Min(product.Terms.PerOrder ?? MostAtOnce, product.Terms.PerPerson ?? MostAtOnce), Math.Min(stock.Free, MostAtOnce));
        return new(product, state, stock.Free, state == ShelfState.Open && stock.Free <= FewUnits, Math.Max(0, max));
    }

    private static ShelfState StateOf(SaleTerms terms, StockView stock, DateTimeOffset now) => StockGate.Of(stock, terms, now) switch
    {
        Gate.NotOpen => ShelfState.Soon,
        Gate.Open => ShelfState.Open,
        Gate.SoldOut => ShelfState.SoldOut,
        Gate.Paused => ShelfState.Paused,
        Gate.Closed => ShelfState.Over,
        _ => ShelfState.Unknown,
    };

    /// <summary>The sale that the front page leads with: the one that opens or ends next.</summary>
    public static ShelfItem? Feature(ImmutableArray<ShelfItem> shelf) =>
        shelf.Where(item => NextTurn(item) is not null).MinBy(NextTurn);

    private static DateTimeOffset? NextTurn(ShelfItem item) => item.State switch
    {
        ShelfState.Soon => item.Product.Terms.Opens,
        ShelfState.Open => item.Product.Terms.Closes,
        _ => null,
    };
}
