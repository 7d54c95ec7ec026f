using Commerce.Catalog;
using Commerce.Shops;

namespace Commerce.Web.Shops;

/// <summary>Shipping beyond the flat fee; whole yen, tax included.</summary>
/// <param name="Tiers">By goods total after coupons: from 0 upwards without gap or overlap, the last one open.</param>
/// <param name="Islands">By the first 2 to 7 digits of the postal code; the longest that fits counts.</param>
/// <param name="SurchargeAlways">Surcharges are charged although shipping is free.</param>
internal sealed record ShippingTermsJson(
    TierJson[] Tiers, PrefectureFeeJson[] Prefectures, PostalFeeJson[] Islands, bool SurchargeAlways = false)
{
    public static ShippingTermsJson Of(ShippingTerms terms) => new(
        [.. terms.Tiers.Select(tier => new TierJson(tier.From.Amount, tier.To?.Amount, tier.Fee.Amount))],
        [.. terms.Prefectures.Select(fee => new PrefectureFeeJson(fee.Prefecture, fee.Fee.Amount))],
        [.. terms.Islands.Select(fee => new PostalFeeJson(fee.Prefix, fee.Fee.Amount))],
        terms.SurchargeAlways);

    public ShippingTerms ToTerms() => new()
    {
        Tiers = [.. Tiers.Select(tier => new ShippingTier(new(tier.From), tier.To is { } to ? new Yen(to) : null, new(tier.Fee)))],
        Prefectures = [.. Prefectures.Select(fee => new PrefectureFee(fee.Prefecture, new(fee.Fee)))],
        Islands = [.. Islands.Select(fee => new PostalFee(fee.Prefix, new(fee.Fee)))],
        SurchargeAlways = SurchargeAlways,
    };
}

internal sealed record TierJson(long From, long? To, long Fee);

internal sealed record PrefectureFeeJson(string Prefecture, long Fee);

internal sealed record PostalFeeJson(string Prefix, long Fee);

/// <param name="Fee">Per order, whole yen, tax included.</param>
internal sealed record WrappingJson(string OptionId, string Name, long Fee, TaxClass Tax = TaxClass.Standard)
{
    public static WrappingJson Of(WrappingOption option) => new(option.OptionId, option.Name, option.Fee.Amount, option.Tax);

    public WrappingOption ToOption() => new(OptionId, Name, new(Fee), Tax);
}

internal sealed record PointTermsJson(int EarnPercent, int ValidDays = 365);
