using Commerce.Shops;

namespace Commerce.Payments;

/// <summary>Whose payment an intent is, for news that name only the intent (a dispute).</summary>
public interface IPaymentFinder
{
    /// <param name="channels">The shop whose own account it is in; null: it is in the platform's.</param>
    Task<FoundPayment> FindAsync(ShopChannels? channels, string intentId, CancellationToken stop);
}

/// <param name="IsKnown">False: the provider did not answer.</param>
/// <param name="OrderId">Null: it is none of ours.</param>
public readonly record struct FoundPayment(bool IsKnown, string? Shop = null, string? OrderId = null);
