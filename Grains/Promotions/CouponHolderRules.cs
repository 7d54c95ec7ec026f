namespace Commerce.Promotions;

/// <summary>
/// One person's uses of coupons, by order. A use is stored before the coupon is asked and again with its answer, so whatever is lost in
/// between is asked again under the same name. Pure.
/// </summary>
internal static class CouponHolderRules
{
    public static CouponUse? Of(CouponHolderState holder, string orderId) => holder.Uses.FirstOrDefault(use => use.OrderId == orderId);

    /// <summary>Orders that use it now, or may.</summary>
    public static int Uses(IEnumerable<CouponUse> uses, string code) =>
        uses.Count(use => use.Code == code && use.Standing != CouponUseStanding.Returned);

    /// <summary>Uses beside that of one order, and whether that order is among them.</summary>
    public static (int Others, bool IsIn) Uses(ImmutableArray<CouponUse> uses, string code, string orderId) =>
        (Uses(uses.Where(use => use.OrderId != orderId), code), Uses(uses.Where(use => use.OrderId == orderId), code) > 0);

    /// <summary>The use to ask the coupon for; refused, or answered already.</summary>
    public static (Refusal? Refused, CouponHolderState Holder) Ask(
        CouponHolderState holder, RedeemCouponRequest ask, CouponView? coupon, DateTimeOffset now)
    {
        if (Of(holder, ask.OrderId) is { } use)
        {
            return use.Standing is CouponUseStanding.Returning or CouponUseStanding.Returned
                ? (new(Reason.WrongStatus, ask.OrderId), holder)
                : (use.Code == ask.Code ? null : new(Reason.KeyReused, ask.OrderId), holder);
        }

        if (coupon is null) return (new(Reason.UnknownCoupon, ask.Code), holder);
        return CouponRules.OverPersonCap(coupon.Terms, Uses(holder.Uses, ask.Code), ask.Code) is { } refused
            ? (refused, holder)
            : (null, holder with { Uses = holder.Uses.Add(new(ask.OrderId, ask.Code, CouponUseStanding.Asked, now)) });
    }

    /// <summary>The coupon has answered. A refused use leaves nothing behind: it may be asked for again.</summary>
    public static CouponHolderState Answered(CouponHolderState holder, CouponUse use, Refusal? refused) => refused is null
        ? Stand(holder, use, CouponUseStanding.Redeemed) with { ToForget = holder.ToForget.Add(use) }
        : holder with { Uses = holder.Uses.Remove(use) };

    /// <summary>
    /// The order came to nothing: what it uses is on its way back, and it never redeems again. What is still being asked is settled
    /// before (<see cref="CouponHolderGrain"/>): only what was counted is given back.
    /// </summary>
    public static CouponHolderState Return(CouponHolderState holder, ReturnCouponRequest ask, DateTimeOffset now) => Of(holder, ask.OrderId) switch
    {
        null => holder with { Uses = holder.Uses.Add(new(ask.OrderId, "", CouponUseStanding.Returned, now)) },
        { Standing: CouponUseStanding.Redeemed } use => Stand(holder, use, CouponUseStanding.Returning),
        _ => holder,
    };

    public static CouponHolderState Returned(CouponHolderState holder, CouponUse use) =>
        Stand(holder, use, CouponUseStanding.Returned) with { ToForget = holder.ToForget.Add(use) };

    public static CouponHolderState Forgotten(CouponHolderState holder) => holder.ToForget.IsEmpty ? holder : holder with { ToForget = [] };

    private static CouponHolderState Stand(CouponHolderState holder, CouponUse use, CouponUseStanding standing) =>
        holder with { Uses = holder.Uses.Replace(use, use with { Standing = standing }) };
}
