using Commerce.Carts;
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
        await this.StoreAsync(stored, new() { Draft = draft, KeptAt = now });
        if (draft.Step == CheckoutStep.Confirm) await PriceFor(draft.Recipient, now);
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
        if (stored.State.Draft is not null && stored.State.KeptAt <= request.PlacedAt) await this.StoreAsync(stored, new());
    }

    /// <summary>Shipping depends on the destination: the last page shows what will be paid.</summary>
    private async Task PriceFor(Recipient to, DateTimeOffset now)
    {
        var cart = GrainFactory.GetGrain<ICartGrain>(this.GetPrimaryKeyString());
        var chosen = (await cart.Look()).Chosen?.Choices ?? CartChoices.None;
        var wanted = chosen with { Prefecture = to.Prefecture, PostalCode = to.PostalCode };
        if (wanted != chosen) await cart.Choose(new($"to-{now.UtcTicks}", wanted));
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
    [Id(1)] public DateTimeOffset KeptAt { get; init; }
}
