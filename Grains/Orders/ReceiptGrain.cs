using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>Shell over <see cref="ReceiptRules"/>: asks the order, keeps nothing.</summary>
[GrainType("receipt")]
internal sealed class ReceiptGrain : Grain, IReceiptGrain
{
    public async Task<ReceiptView?> Look()
    {
        var shop = await GrainFactory.GetGrain<IShopGrain>(Keys.Shop(this.GetPrimaryKeyString())).Look();
        var order = await GrainFactory.GetGrain<IOrderGrain>(this.GetPrimaryKeyString()).Look();
        return shop is null || order is null ? null : ReceiptRules.Of(order, shop.Settings.Zone());
    }
}
