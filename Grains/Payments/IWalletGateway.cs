using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>The provider's customers and the cards it keeps for them.</summary>
public interface IWalletGateway
{
    /// <summary>Makes a customer, once per <paramref name="customer"/> and shop. Null: unknown, ask again.</summary>
    Task<string?> OpenAsync(ShopChannels channels, string shop, string customer, bool atPlatform, CancellationToken stop);

    /// <summary>Lets go of a card for good. True as well when the provider has it no more; false: unknown, ask again.</summary>
    Task<bool> ForgetAsync(ShopChannels channels, LeavingCard card, CancellationToken stop);
}
