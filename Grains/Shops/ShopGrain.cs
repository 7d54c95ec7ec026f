namespace Commerce.Shops;

/// <summary>Shell over <see cref="ShopRules"/>. Secrets are sealed here, before anything stores them.</summary>
[GrainType("shop")]
internal sealed class ShopGrain([PersistentState("shop")] IPersistentState<ShopState> stored, ISecretBox box, TimeProvider clock) : Grain, IShopGrain
{
    public Task<ShopReply> Put(PutShopRequest request) => StoreAsync(ShopRules.Put(stored.State, request));

    public Task<ShopReply> ChangePlan(ChangePlanRequest request) => StoreAsync(PlanRules.Change(stored.State, request, clock.GetUtcNow()));

    public Task<ImmutableArray<PlanChange>> PlanChanges() => Task.FromResult(stored.State.PlanChanges);

    public Task<ShopReply> Connect(ConnectRequest request) =>
        StoreAsync(ShopRules.Connect(stored.State, ShopRules.Seal(request.Channels, box)));

    public Task<ShopView?> Look() => Task.FromResult(
        stored.State is { Settings: { } settings } shop ? new ShopView(this.GetPrimaryKeyString(), shop.Version, settings) : null);

    public Task<ShopChannels?> Channels() => Task.FromResult(stored.State.Channels);

    private async Task<ShopReply> StoreAsync((ShopReply Reply, ShopState Shop) decided)
    {
        await this.StoreAsync(stored, decided.Shop);
        return decided.Reply;
    }
}
