using Commerce.Catalog;
using Commerce.Web.Catalog;
using Commerce.Web.Stock;

namespace Commerce.Web.Shop;

/// <summary>
/// What is on the shelves of a shop: the catalogue and the stock of its products as they stood a moment ago (<see cref="GateOptions"/>),
/// so that a crowd that looks costs the grains no more than one who does.
/// </summary>
internal sealed class ShelfReader(CatalogShelves shelves, StockGates gates)
{
    public async Task<(ImmutableArray<Category> Categories, ImmutableArray<ShelfItem> Items)> ReadAsync(
        string shop, string? category, DateTimeOffset now)
    {
        var (catalog, _) = await shelves.OfAsync(shop);
        var listed = catalog.Products.Where(p => p.Listed && (category is null || p.CategoryIds.Contains(category)));
        var items = await Task.WhenAll(listed.Select(product => ShowAsync(shop, product, now)));
        return ([.. catalog.Categories.OrderBy(c => c.Place)], [.. items]);
    }

    /// <summary>The product, or null when the shop does not sell it.</summary>
    public async Task<ShelfItem?> FindAsync(string shop, string sku, DateTimeOffset now) =>
        Keys.IsPart(sku) && await shelves.FindAsync(shop, sku) is { } product ? await ShowAsync(shop, product, now) : null;

    private async Task<ShelfItem> ShowAsync(string shop, Product product, DateTimeOffset now) =>
        ShelfRules.Show(product, await gates.Of(Keys.Of(shop, product.Sku)).LookAsync(), now);
}
