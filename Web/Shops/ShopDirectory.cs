using System.Collections.Concurrent;
using Commerce.Shops;

namespace Commerce.Web.Shops;

/// <summary>
/// The shops that requests name, remembered for two seconds. Bounded by the shops of the installation: a name that is no shop is not kept.
/// </summary>
internal sealed class ShopDirectory(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (ShopView Shop, DateTimeOffset Until)> _shops = new();
    private readonly ConcurrentDictionary<string, (ShopChannels Channels, DateTimeOffset Until)> _channels = new();

    public async ValueTask<ShopView?> FindAsync(string shop)
    {
        if (!Keys.IsPart(shop)) return null;
        var now = clock.GetUtcNow();
        if (_shops.TryGetValue(shop, out var known) && now < known.Until) return known.Shop;

        if (await grains.GetGrain<IShopGrain>(shop).Look() is not { } found) return null;
        _shops[shop] = (found, now + Keep);
        return found;
    }

    /// <summary>The shop's channels, their secrets sealed; null when it has none.</summary>
    public async ValueTask<ShopChannels?> ChannelsAsync(string shop)
    {
        if (!Keys.IsPart(shop)) return null;
        var now = clock.GetUtcNow();
        if (_channels.TryGetValue(shop, out var known) && now < known.Until) return known.Channels;

        if (await grains.GetGrain<IShopGrain>(shop).Channels() is not { } found) return null;
        _channels[shop] = (found, now + Keep);
        return found;
    }
}
