namespace Commerce.Promotions;

/// <summary>One coupon of one shop, and how many orders use it. Key: <c>shop/CODE</c>.</summary>
[Alias("coupon")]
public interface ICouponGrain : IGrainWithStringKey
{
    /// <summary>Makes the coupon, or replaces its terms when <see cref="PutCouponRequest.ExpectedVersion"/> is the current one.</summary>
    [Alias("put")]
    Task<CouponReply> Put(PutCouponRequest request);

    /// <summary>No order may use it from now on; orders that use it already keep it. Safe to repeat.</summary>
    [Alias("stop")]
    Task<CouponReply> Stop(StopCouponRequest request);

    /// <summary>The coupon, or null when there is none of that code.</summary>
    [Alias("look"), ReadOnly]
    Task<CouponView?> Look();

    /// <summary>Counts one more order, if limit and period allow. Only <see cref="ICouponHolderGrain"/> asks, which looks after the person's limit.</summary>
    [Alias("take")]
    Task<UseReply> Take(CouponUseRequest request);

    /// <summary>Counts one order less.</summary>
    [Alias("give-back")]
    Task<UseReply> GiveBack(CouponUseRequest request);

    /// <summary>The asker has stored the answer and will not ask again for this order: its name may be forgotten.</summary>
    [Alias("forget")]
    Task Forget(CouponUseRequest request);
}

/// <summary>The codes of all coupons of one shop. Key: shop id.</summary>
[Alias("coupon-book")]
public interface ICouponBookGrain : IGrainWithStringKey
{
    /// <summary>Writes a code down. Safe to repeat.</summary>
    [Alias("add")]
    Task<UseReply> Add(string code);

    /// <summary>Oldest first.</summary>
    [Alias("look"), ReadOnly]
    Task<ImmutableArray<string>> Look();
}

/// <summary>
/// One person's coupons in one shop. Key: <c>shop/customer</c>. It holds the limit per person, and remembers by order what was redeemed,
/// so that an order redeems once and returns once.
/// </summary>
[Alias("coupon-holder")]
public interface ICouponHolderGrain : IGrainWithStringKey
{
    [Alias("redeem")]
    Task<UseReply> Redeem(RedeemCouponRequest request);

    /// <summary>The order came to nothing. Also answered, and remembered, for an order that never redeemed anything.</summary>
    [Alias("return")]
    Task<UseReply> Return(ReturnCouponRequest request);

    [Alias("look"), ReadOnly]
    Task<CouponUsesView> Look();
}
