using Commerce.Catalog;
using Commerce.Stock;

namespace Commerce.Web.Shop;

/// <summary>What is on the shelves of a shop now: the catalogue, and the stock of each product in it.</summary>
internal sealed class ShelfReader(IGrainFactory grains)
{
    public async Task<(ImmutableArray<Category> Categories, ImmutableArray<ShelfItem> Items)> ReadAsync(
        string shop, string? category, DateTimeOffset now)
    {
        var catalog = await grains.GetGrain<ICatalogGrain>(shop).Look();
        var listed = catalog.Products.Where(p => p.Listed && (category is null || p.CategoryIds.Contains(category)));
        var items = await Task.WhenAll(listed.Select(product => ShowAsync(shop, product, now)));
        return ([.. catalog.Categories.OrderBy(c => c.Place)], [.. items]);
    }

    /// <summary>The product, or null when the shop does not sell it.</summary>
    public async Task<ShelfItem?> FindAsync(string shop, string sku, DateTimeOffset now)
    {
        if (!Keys.IsPart(sku)) return null;
        return await grains.GetGrain<ICatalogGrain>(shop).Find([sku]) is [{ Listed: true } product]
            ? await ShowAsync(shop, product, now)
            : null;
    }

    private async Task<ShelfItem> ShowAsync(string shop, Product product, DateTimeOffset now) =>
        ShelfRules.Show(product, await grains.GetGrain<IStockGrain>(Keys.Of(shop, product.Sku)).Look(), now);
}
