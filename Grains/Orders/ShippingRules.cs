using Commerce.Promotions;
using Commerce.Shops;

namespace Commerce.Orders;

/// <summary>What shipping costs. The goods total is that after the coupon and before points, which are the shopper's own money. Pure.</summary>
internal static class ShippingRules
{
    /// <summary>The whole fee, how much of it is for prefecture and island, and how much more goods would make it free.</summary>
    public static ShippingFee Of(PricingInput input, Yen goods)
    {
        var surcharge = SurchargeOf(input.ShippingTerms, input.Destination);
        var remains = input.ShippingTerms.SurchargeAlways ? surcharge : Yen.Zero;
        var basic = BasicFee(input, goods);
        if (basic == Yen.Zero || input.Coupon?.Kind == CouponKind.FreeShipping) return new(remains, remains, null);

        var more = FreeFrom(input) is { } from && remains == Yen.Zero && from > goods ? from - goods : (Yen?)null;
        return new(basic + surcharge, surcharge, more);
    }

    /// <summary>The longest prefix that fits, and the prefecture's fee beside it.</summary>
    private static Yen SurchargeOf(ShippingTerms terms, Destination? to)
    {
        if (to is null) return Yen.Zero;
        var prefecture = terms.Prefectures.FirstOrDefault(fee => fee.Prefecture == to.Prefecture)?.Fee ?? Yen.Zero;
        var island = to.PostalCode is { } code
            ? terms.Islands.Where(fee => code.StartsWith(fee.Prefix, StringComparison.Ordinal)).MaxBy(fee => fee.Prefix.Length)?.Fee ?? Yen.Zero
            : Yen.Zero;
        return prefecture + island;
    }

    private static Yen BasicFee(PricingInput input, Yen goods)
    {
        if (goods >= input.FreeShippingFrom) return Yen.Zero;
        var tiers = input.ShippingTerms.Tiers;
        return tiers.IsEmpty ? input.Shipping : tiers.First(tier => goods >= tier.From && (tier.To is null || goods < tier.To)).Fee;
    }

    private static Yen? FreeFrom(PricingInput input)
    {
        var tier = input.ShippingTerms.Tiers.FirstOrDefault(tier => tier.Fee == Yen.Zero)?.From;
        return (tier, input.FreeShippingFrom) switch
        {
            ({ } one, { } other) => one < other ? one : other,
            var (one, other) => one ?? other,
        };
    }

    /// <summary>Tiers begin at 0, join without gap or overlap, and only the last is open.</summary>
    public static bool AreWhole(ImmutableArray<ShippingTier> tiers)
    {
        Yen? next = Yen.Zero;
        foreach (var tier in tiers)
        {
            if (tier.From != next || (tier.To is { } to && to <= tier.From)) return false;
            next = tier.To;
        }

        return tiers.IsEmpty || next is null;
    }
}

/// <param name="Surcharge">What is in <paramref name="Fee"/> for prefecture and island.</param>
internal readonly record struct ShippingFee(Yen Fee, Yen Surcharge, Yen? ToFree);
