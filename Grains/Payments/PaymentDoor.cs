using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>What an order asks before it is placed: can this shop be paid, and in the way that was chosen?</summary>
internal static class PaymentDoor
{
    public static async Task<Refusal?> RefusalAsync(IGrainFactory grains, string shop, string customerId, PaymentChoice? choice)
    {
        var payee = await grains.GetGrain<IPayeeGrain>(shop).Look();
        var wallet = choice?.CardId is null ? null : await grains.GetGrain<IWalletGrain>(Keys.Of(shop, customerId)).Look();
        var takesKonbini = choice?.Method == PaymentMethod.Konbini && await grains.GetGrain<IShopGrain>(shop).Look() is { Settings.TakesKonbini: true };
        return PayeeRules.Refuse(payee, wallet, choice, takesKonbini);
    }
}
