using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>Shell over <see cref="CheckoutRules"/>.</summary>
[GrainType("checkout")]
internal sealed class CheckoutGrain([PersistentState("checkout")] IPersistentState<CheckoutState> stored, TimeProvider clock) : Grain, ICheckoutGrain
{
    public async Task<CheckoutReply> Keep(KeepCheckoutRequest request)
    {
        var (shop, now) = (await Shop(), clock.GetUtcNow());
        var draft = CheckoutRules.Keep(request.Draft, shop, now);
        if (draft != stored.State.Draft) await this.StoreAsync(stored, stored.State with { Draft = draft });
        return new(draft, CheckoutRules.Wrong(draft, shop, now), CheckoutRules.Unprintable(draft));
    }

    public async Task<CheckoutView> Look()
    {
        var (shop, now, draft) = (await Shop(), clock.GetUtcNow(), stored.State.Draft);
        var local = TimeZoneInfo.ConvertTime(now, shop.Zone()).DateTime;
        return new(draft, DeliveryRules.Days(shop.Delivery, local), draft is null ? [] : CheckoutRules.Wrong(draft, shop, now));
    }

    public async Task End(EndCheckoutRequest request)
    {
        if (stored.State.Draft?.CheckoutKey == request.CheckoutKey) await this.StoreAsync(stored, stored.State with { Draft = null });
    }

    private async Task<ShopSettings> Shop() =>
        (await GrainFactory.GetGrain<IShopGrain>(Keys.Shop(this.GetPrimaryKeyString())).Look())?.Settings
        ?? throw new InvalidOperationException("a checkout in a shop that does not exist");
}

/// <summary>Bounded: one draft, each of its texts cut to at most 2,000 characters.</summary>
[GenerateSerializer, Immutable, Alias("checkout.state.v1")]
public sealed record CheckoutState
{
    [Id(0)] public CheckoutDraft? Draft { get; init; }
}
