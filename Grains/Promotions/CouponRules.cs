using Commerce.Catalog;

namespace Commerce.Promotions;

using CouponDecision = (Refusal? Refused, CouponState Coupon);

/// <summary>What a coupon may be, who may use it, and how its uses are counted. Pure.</summary>
internal static class CouponRules
{
    public const int MostCoupons = 1_000;
    public const int MostTargets = 100;
    public const int MostUses = 10_000_000;
    public const long MostYen = 9_999_999;

    public static CouponDecision Put(CouponState coupon, PutCouponRequest ask)
    {
        if (Check(ask.Terms) is { } refused) return (refused, coupon);
        if (ask.Terms == coupon.Terms && ask.ExpectedVersion == coupon.Version - 1) return (null, coupon);   // sent again
        if (ask.ExpectedVersion != coupon.Version) return (new(Reason.StaleVersion, Limit: coupon.Version), coupon);
        return (null, coupon with { Version = coupon.Version + 1, Terms = ask.Terms, Stopped = false, ChangedBy = ask.By });
    }

    public static CouponDecision Stop(CouponState coupon, StopCouponRequest ask) =>
        coupon.Terms is null ? (new(Reason.UnknownCoupon), coupon)
        : coupon.Stopped ? (null, coupon)
        : (null, coupon with { Stopped = true, ChangedBy = ask.By });

    /// <summary>One more order. Asked again for the same order it is the same answer and the same count.</summary>
    public static CouponDecision Take(CouponState coupon, CouponUseRequest ask, DateTimeOffset now)
    {
        if (coupon.Taken.Contains(ask.OrderId)) return (null, coupon);
        if (coupon.Terms is not { } terms) return (new(Reason.UnknownCoupon), coupon);
        if (Closed(terms, coupon.Stopped, now) is { } closed) return (closed, coupon);
        if (coupon.Used >= (terms.TotalLimit ?? long.MaxValue)) return (new(Reason.CouponUsedUp), coupon);
        return (null, coupon with { Used = coupon.Used + 1, Taken = coupon.Taken.Add(ask.OrderId) });
    }

    /// <summary>One order less, once. The asker knows that it was counted: nobody else gives back.</summary>
    public static CouponState GiveBack(CouponState coupon, CouponUseRequest ask) =>
        coupon.GivenBack.Contains(ask.OrderId) || coupon.Used == 0
            ? coupon
            : coupon with { Used = coupon.Used - 1, Taken = coupon.Taken.Remove(ask.OrderId), GivenBack = coupon.GivenBack.Add(ask.OrderId) };

    public static CouponState Forget(CouponState coupon, CouponUseRequest ask) =>
        coupon.Taken.Contains(ask.OrderId) || coupon.GivenBack.Contains(ask.OrderId)
            ? coupon with { Taken = coupon.Taken.Remove(ask.OrderId), GivenBack = coupon.GivenBack.Remove(ask.OrderId) }
            : coupon;

    public static (Refusal? Refused, CouponBookState Book) WriteDown(CouponBookState book, string code) =>
        book.Codes.Contains(code) ? (null, book)
        : book.Codes.Length >= MostCoupons ? (new(Reason.TooMany, Limit: MostCoupons), book)
        : (null, book with { Codes = book.Codes.Add(code) });

    public static CouponView? View(CouponState coupon, string code) =>
        coupon.Terms is { } terms ? new(code, terms, coupon.Stopped, coupon.Used, coupon.Version, coupon.ChangedBy) : null;

    public static bool AppliesTo(CouponTerms terms, Product product) =>
        (terms.Skus.IsEmpty && terms.CategoryIds.IsEmpty)
        || terms.Skus.Contains(product.Sku) || product.CategoryIds.Any(id => terms.CategoryIds.Contains(id));

    /// <summary>Why a cart cannot use the coupon now; null when it can. In the order in which a shopper should hear it.</summary>
    /// <param name="coupon">The coupon.</param>
    /// <param name="goods">What the goods are worth that it applies to; null: there are none.</param>
    /// <param name="uses">Other orders of this person that use it.</param>
    /// <param name="now">The instant to judge by.</param>
    public static Refusal? Judge(CouponView coupon, Yen? goods, int uses, DateTimeOffset now)
    {
        var (terms, code) = (coupon.Terms, coupon.Code);
        if (Closed(terms, coupon.Stopped, now) is { } closed) return closed with { Subject = code };
        if (coupon.Used >= (terms.TotalLimit ?? long.MaxValue)) return new(Reason.CouponUsedUp, code);
        return OverPersonCap(terms, uses, code) ?? Misses(terms, goods, code);
    }

    public static Refusal? OverPersonCap(CouponTerms terms, int uses, string code) =>
        uses >= (terms.PerPersonLimit ?? int.MaxValue) ? new(Reason.CouponOverPersonCap, code, terms.PerPersonLimit) : null;

    /// <summary>What the goods lack for it; also asked when the order has redeemed it already.</summary>
    public static Refusal? Misses(CouponTerms terms, Yen? goods, string code) =>
        goods is not { } worth ? new(Reason.CouponForOthers, code)
        : worth < terms.Minimum ? new(Reason.CouponBelowMinimum, code, terms.Minimum.Amount)
        : null;

    private static Refusal? Closed(CouponTerms terms, bool stopped, DateTimeOffset now) =>
        now < terms.Opens ? new(Reason.CouponNotYet, At: terms.Opens)
        : stopped || now >= terms.Closes ? new(Reason.CouponOver)
        : null;

    private static Refusal? Check(CouponTerms terms) =>
        Must(!string.IsNullOrWhiteSpace(terms.Name) && terms.Name.Length <= 60, nameof(terms.Name))
        ?? Must(terms.Kind is CouponKind.Amount or CouponKind.Percent or CouponKind.FreeShipping, nameof(terms.Kind))
        ?? Must(IsValue(terms.Kind, terms.Value), nameof(terms.Value))
        ?? Must(!(terms.Closes <= terms.Opens), nameof(terms.Closes))
        ?? Must(terms.Minimum.Amount is >= 0 and <= MostYen, nameof(terms.Minimum))
        ?? Must(terms.Skus.Length <= MostTargets && terms.Skus.All(Keys.IsPart), nameof(terms.Skus))
        ?? Must(terms.CategoryIds.Length <= MostTargets && terms.CategoryIds.All(Keys.IsPart), nameof(terms.CategoryIds))
        ?? Must(terms.TotalLimit is null or (>= 1 and <= MostUses), nameof(terms.TotalLimit))
        ?? Must(terms.PerPersonLimit is null or (>= 1 and <= MostUses), nameof(terms.PerPersonLimit));

    private static bool IsValue(CouponKind kind, long value) => kind switch
    {
        CouponKind.Amount => value is >= 1 and <= MostYen,
        CouponKind.Percent => value is >= 1 and <= 100,
        _ => value == 0,
    };

    private static Refusal? Must(bool holds, string field) => holds ? null : new(Reason.BadRequest, field);
}
