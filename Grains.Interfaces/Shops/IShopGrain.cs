namespace Commerce.Shops;

/// <summary>One shop: its settings and its channels to LINE and Stripe. Key: the shop id, such as <c>kagetsudo</c>.</summary>
[Alias("shop")]
public interface IShopGrain : IGrainWithStringKey
{
    /// <summary>Creates the shop, or replaces its settings when <see cref="PutShopRequest.ExpectedVersion"/> is the current one.</summary>
    [Alias("put")]
    Task<ShopReply> Put(PutShopRequest request);

    /// <summary>
    /// Puts the shop on another plan, which is the platform's to decide: no shop's own staff reach this. Captures from now on are charged at
    /// the new rate; what was captured keeps its own.
    /// </summary>
    [Alias("change-plan")]
    Task<ShopReply> ChangePlan(ChangePlanRequest request);

    /// <summary>Every change of plan, oldest first.</summary>
    [Alias("plan-changes"), ReadOnly]
    Task<ImmutableArray<PlanChange>> PlanChanges();

    /// <summary>Stores the shop's channels. Secrets are encrypted before they are stored and are never given out in clear.</summary>
    [Alias("connect")]
    Task<ShopReply> Connect(ConnectRequest request);

    /// <summary>The shop, or null when there is none of that id.</summary>
    [Alias("look"), ReadOnly]
    Task<ShopView?> Look();

    /// <summary>The channels with their secrets still encrypted, or null when the shop has none.</summary>
    [Alias("channels"), ReadOnly]
    Task<ShopChannels?> Channels();
}
