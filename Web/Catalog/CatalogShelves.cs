using System.Collections.Concurrent;
using System.Collections.Frozen;
using Commerce.Catalog;
using Commerce.Web.Http;
using Commerce.Web.Stock;

namespace Commerce.Web.Catalog;

/// <summary>The catalogue of each shop, at most <see cref="GateOptions.CatalogFor"/> old. Bounded by the shops of the installation.</summary>
internal sealed class CatalogShelves(IGrainFactory grains, TimeProvider clock, GateOptions options)
{
    private readonly ConcurrentDictionary<string, Fresh<CatalogShelf>> _shops = new();

    /// <param name="shop">A shop that exists.</param>
    public ValueTask<CatalogShelf> OfAsync(string shop) =>
        _shops.GetOrAdd(shop, id => new(() => LookAsync(id), clock, options.CatalogFor)).GetAsync();

    /// <summary>The product, or null when the shop does not list it.</summary>
    public async ValueTask<Product?> FindAsync(string shop, string sku) =>
        (await OfAsync(shop)).BySku.TryGetValue(sku, out var product) && product.Listed ? product : null;

    private async Task<CatalogShelf> LookAsync(string shop)
    {
        var catalog = await grains.GetGrain<ICatalogGrain>(shop).Look();
        return new(catalog, catalog.Products.ToFrozenDictionary(product => product.Sku));
    }
}

internal sealed record CatalogShelf(CatalogView Catalog, FrozenDictionary<string, Product> BySku);
