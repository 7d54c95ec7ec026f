namespace Commerce.Promotions;

/// <summary>
/// Shell over <see cref="CouponHolderRules"/>. What is stored here as asked or returning is asked of the coupon, now or on the next
/// occasion; the coupon keeps an order's name until its answer is stored here.
/// </summary>
[GrainType("coupon-holder")]
internal sealed class CouponHolderGrain([PersistentState("coupon-holder")] IPersistentState<CouponHolderState> stored, TimeProvider clock)
    : Grain, ICouponHolderGrain
{
    private CouponHolderState Holder => stored.State;

    public async Task<UseReply> Redeem(RedeemCouponRequest request)
    {
        await SettleAsync();
        var coupon = await Coupon(request.Code).Look();
        var (refused, next) = CouponHolderRules.Ask(Holder, request, coupon, clock.GetUtcNow());
        await this.StoreAsync(stored, next);
        return new(refused ?? await SettleAsync(request.OrderId));
    }

    public async Task<UseReply> Return(ReturnCouponRequest request)
    {
        await SettleAsync();
        await this.StoreAsync(stored, CouponHolderRules.Return(Holder, request, clock.GetUtcNow()));
        await SettleAsync();
        return new(null);
    }

    public Task<CouponUsesView> Look() => Task.FromResult(new CouponUsesView(Holder.Uses));

    /// <summary>Brings everything that is under way to its end; answers what the coupon said about this order.</summary>
    private async Task<Refusal?> SettleAsync(string? orderId = null)
    {
        Refusal? said = null;
        foreach (var use in Holder.Uses.Where(use => use.Standing is CouponUseStanding.Asked or CouponUseStanding.Returning))
        {
            if (use.Standing == CouponUseStanding.Returning)
            {
                await Coupon(use.Code).GiveBack(new(use.OrderId));
                await this.StoreAsync(stored, CouponHolderRules.Returned(Holder, use));
                continue;
            }

            var refused = (await Coupon(use.Code).Take(new(use.OrderId))).Refused;
            await this.StoreAsync(stored, CouponHolderRules.Answered(Holder, use, refused));
            if (use.OrderId == orderId) said = refused is null ? null : refused with { Subject = use.Code };
        }

        foreach (var use in Holder.ToForget) await Coupon(use.Code).Forget(new(use.OrderId));
        await this.StoreAsync(stored, CouponHolderRules.Forgotten(Holder));
        return said;
    }

    private ICouponGrain Coupon(string code) => GrainFactory.GetGrain<ICouponGrain>(Keys.Of(Keys.Shop(this.GetPrimaryKeyString()), code));
}
