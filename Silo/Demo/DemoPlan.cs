using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Silo.Demo;

/// <summary>A shop of the demo as it is before anybody touches it. What a merchant changes afterwards stays changed.</summary>
internal sealed record DemoPlan(
    string ShopId,
    ShopSettings Settings,
    ShopChannels Channels,
    ImmutableArray<Category> Categories,
    ImmutableArray<DemoGoods> Goods)
{
    public string OwnerEmail => $"owner@{ShopId}.example";
}

internal sealed record DemoGoods(Product Product, int Units);
