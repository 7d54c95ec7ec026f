using Commerce.Catalog;
using Commerce.Orders;
using Commerce.Promotions;

namespace Commerce.Shops;

/// <summary>What may be charged and given beside the goods: shipping, wrapping, points.</summary>
internal static partial class ShopRules
{
    public const int MostTiers = 20;
    public const int MostIslands = 500;
    public const int MostWrappings = 20;

    private static Refusal? CheckTerms(ShopSettings shop) =>
        Check(shop.ShippingTerms)
        ?? Must(shop.Wrapping.Options.Length <= MostWrappings && AreDifferent(shop.Wrapping.Options.Select(option => option.OptionId)), nameof(shop.Wrapping))
        ?? shop.Wrapping.Options.Select(Check).FirstOrDefault(refused => refused is not null)
        ?? Must(shop.Points is null or { EarnPercent: >= 0 and <= 100, ValidDays: >= 1 and <= PointsRules.LongestValid }, nameof(shop.Points));

    private static Refusal? Check(ShippingTerms terms) =>
        Must(terms.Tiers.Length <= MostTiers && terms.Tiers.All(tier => IsFee(tier.Fee) && tier.From.Amount is >= 0 and <= MostYen), nameof(terms.Tiers))
        ?? (ShippingRules.AreWhole(terms.Tiers) ? null : new Refusal(Reason.BrokenTiers, nameof(terms.Tiers)))
        ?? Must(terms.Prefectures.All(fee => IsFee(fee.Fee) && Prefectures.All.Contains(fee.Prefecture)), nameof(terms.Prefectures))
        ?? Must(AreDifferent(terms.Prefectures.Select(fee => fee.Prefecture)), nameof(terms.Prefectures))
        ?? Must(terms.Islands.Length <= MostIslands && AreDifferent(terms.Islands.Select(fee => fee.Prefix)), nameof(terms.Islands))
        ?? Must(terms.Islands.All(fee => IsFee(fee.Fee) && fee.Prefix is { Length: >= 2 and <= 7 } && fee.Prefix.All(char.IsAsciiDigit)), nameof(terms.Islands));

    private static Refusal? Check(WrappingOption option) =>
        Must(Keys.IsPart(option.OptionId), nameof(option.OptionId))
        ?? Must(IsText(option.Name, 40), nameof(option.Name))
        ?? Must(IsFee(option.Fee), nameof(option.Fee))
        ?? Must(option.Tax is TaxClass.Standard or TaxClass.Reduced or TaxClass.Exempt, nameof(option.Tax));

    private static bool IsFee(Yen fee) => fee.Amount is >= 0 and <= MostYen;

    private static bool AreDifferent(IEnumerable<string> names) => names.GroupBy(name => name).All(same => same.Count() == 1);
}
