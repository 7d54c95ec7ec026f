namespace Commerce.Promotions;

/// <summary>Shell over <see cref="CouponRules"/>.</summary>
[GrainType("coupon")]
internal sealed class CouponGrain([PersistentState("coupon")] IPersistentState<CouponState> stored, TimeProvider clock) : Grain, ICouponGrain
{
    private string Code => Keys.Rest(this.GetPrimaryKeyString());

    public async Task<CouponReply> Put(PutCouponRequest request)
    {
        // In the book before it exists: a crash in between leaves a code without a coupon, which nobody sees.
        if (stored.State.Terms is null && CouponRules.Put(stored.State, request).Refused is null)
        {
            var book = GrainFactory.GetGrain<ICouponBookGrain>(Keys.Shop(this.GetPrimaryKeyString()));
            if ((await book.Add(Code)).Refused is { } full) return new(full, null);
        }

        return await StoreAsync(CouponRules.Put(stored.State, request));
    }

    public Task<CouponReply> Stop(StopCouponRequest request) => StoreAsync(CouponRules.Stop(stored.State, request));

    public Task<CouponView?> Look() => Task.FromResult(CouponRules.View(stored.State, Code));

    public async Task<UseReply> Take(CouponUseRequest request) => new((await StoreAsync(CouponRules.Take(stored.State, request, clock.GetUtcNow()))).Refused);

    public async Task<UseReply> GiveBack(CouponUseRequest request) => new((await StoreAsync((null, CouponRules.GiveBack(stored.State, request)))).Refused);

    public Task Forget(CouponUseRequest request) => StoreAsync((null, CouponRules.Forget(stored.State, request)));

    private async Task<CouponReply> StoreAsync((Refusal? Refused, CouponState Coupon) decided)
    {
        await this.StoreAsync(stored, decided.Coupon);
        return new(decided.Refused, CouponRules.View(stored.State, Code));
    }
}

/// <summary>Shell: the codes of a shop.</summary>
[GrainType("coupon-book")]
internal sealed class CouponBookGrain([PersistentState("coupon-book")] IPersistentState<CouponBookState> stored) : Grain, ICouponBookGrain
{
    public async Task<UseReply> Add(string code)
    {
        var (refused, book) = CouponRules.WriteDown(stored.State, code);
        await this.StoreAsync(stored, book);
        return new(refused);
    }

    public Task<ImmutableArray<string>> Look() => Task.FromResult(stored.State.Codes);
}
