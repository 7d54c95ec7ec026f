using Commerce.Orders;
using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Carts;

/// <summary>What may be chosen for an order as a whole, and whether it still holds. Pure.</summary>
internal static class ChoiceRules
{
    /// <summary>In one spelling. What cannot be spelled stays as it was typed and is refused by <see cref="Check"/>.</summary>
    public static CartChoices Clean(CartChoices typed) => typed with
    {
        WrappingId = Nothing(typed.WrappingId),
        CouponCode = Nothing(typed.CouponCode) is { } code ? CouponCodes.Clean(code) ?? code : null,
        Prefecture = Nothing(typed.Prefecture),
        PostalCode = Nothing(typed.PostalCode)?.Replace("-", "", StringComparison.Ordinal),
    };

    /// <summary>The first choice that cannot be one, whatever the shop offers.</summary>
    public static Refusal? Check(CartAsk ask)
    {
        var chosen = ask.Choices!;
        if (ask.Key is not { Length: > 0 and <= 100 }) return new(Reason.BadRequest, "key");
        if (chosen.Points is < 0 or > PointsRules.MostAtOnce) return new(Reason.BadRequest, "points", PointsRules.MostAtOnce);
        if (chosen.CouponCode is { } code && CouponCodes.Clean(code) != code) return new(Reason.UnknownCoupon, "couponCode");
        if (chosen.Prefecture is { } prefecture && !Prefectures.All.Contains(prefecture)) return new(Reason.BadRequest, "prefecture");
        return chosen.PostalCode is null or { Length: 7 } && (chosen.PostalCode ?? "").All(char.IsAsciiDigit) ? null : new(Reason.BadRequest, "postalCode");
    }

    /// <summary>What of it holds now, and why the rest does not. Lines of the basket can be bought.</summary>
    public static (OrderChoices Chosen, ImmutableArray<Refusal> Refused) Judge(
        CartChoices choices, ImmutableArray<BasketLine> basket, CartFacts known, ShopSettings shop, DateTimeOffset now)
    {
        var refused = ImmutableArray.CreateBuilder<Refusal>();
        var wrapping = choices.WrappingId is { } id ? shop.Wrapping.Options.FirstOrDefault(option => option.OptionId == id) : null;
        if (choices.WrappingId is not null && wrapping is null) refused.Add(new(Reason.UnknownWrapping, choices.WrappingId));

        var bad = choices.CouponCode is { } code ? JudgeCoupon(code, basket, known.Benefits, now) : null;
        if (bad is not null) refused.Add(bad);

        var points = choices.Points;
        if (points > known.Benefits.Points) refused.Add(new(Reason.NotEnoughPoints, "points", known.Benefits.Points));
        return (new(
            choices is { Prefecture: null, PostalCode: null } ? null : new(choices.Prefecture, choices.PostalCode),
            wrapping,
            choices.CouponCode is null || bad is not null ? null : known.Benefits.Coupon,
            points > known.Benefits.Points ? 0 : points), refused.ToImmutable());
    }

    private static Refusal? JudgeCoupon(string code, ImmutableArray<BasketLine> basket, CartBenefits known, DateTimeOffset now)
    {
        if (known.Coupon is not { } coupon) return new(Reason.UnknownCoupon, code);
        var goods = basket.Where(line => CouponRules.AppliesTo(coupon.Terms, line.Product)).ToArray();
        var worth = goods.Length == 0 ? (Yen?)null : goods.Aggregate(Yen.Zero, (sum, line) => sum + (line.Product.Price * line.Quantity));
        return known.CouponIsOurs ? CouponRules.Misses(coupon.Terms, worth, code) : CouponRules.Judge(coupon, worth, known.CouponUses, now);
    }

    private static string? Nothing(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
