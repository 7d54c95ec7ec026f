using Commerce.Shops;

namespace Commerce.Web.Shop;

/// <summary>What is said of coupons, points, wrapping and shipping.</summary>
public sealed partial class Words
{
    public string CouponOff(string? code) => Say($"クーポン {code}", $"Coupon {code}");
    public string PointsOff => Say("ポイント利用", "Points used");
    public string Wrapping => Say("ラッピング", "Gift wrapping");
    public string NoWrapping => Say("なし", "None");
    public string Surcharge(Yen fee) => Say($"（うち地域・離島加算 {fee}）", $"(incl. regional surcharge {fee})");
    public string ToEarn(int points) => Say($"お届け後に{points:N0}ポイント付与", $"Earns {points:N0} points after delivery");
    public string Off(Yen amount) => "−" + amount;

    public string Coupon => Say("クーポン", "Coupon");
    public string CouponCode => Say("クーポンコード", "Coupon code");
    public string Use => Say("適用", "Apply");
    public string TakeOff => Say("外す", "Remove");
    public string Points(int balance) => Say($"ポイント（残高 {balance:N0}）", $"Points (balance {balance:N0})");
    public string PointsToUse => Say("使うポイント数", "Points to use");
    public string ShipTo => Say("お届け先の都道府県（送料の目安）", "Prefecture (to estimate shipping)");
    public string NotChosen => Say("選択しない", "Not chosen");
    public string ChoiceInvalid => Say("ご利用いただけないクーポンなどがあります。外すか変更してください。", "A coupon or option cannot be used. Please remove or change it.");

    /// <summary>All that shipping may cost: the legal notice must name it (特定商取引法 11条).</summary>
    public string ShippingText(ShopSettings shop)
    {
        var terms = shop.ShippingTerms;
        var lines = terms.Tiers.IsEmpty
            ? [ShippingText(shop.Shipping, shop.FreeShippingFrom)]
            : terms.Tiers.Select(tier => Say($"商品合計{tier.From}から: {FeeOf(tier.Fee)}", $"Goods from {tier.From}: {FeeOf(tier.Fee)}")).ToList();
        if (!terms.Tiers.IsEmpty && shop.FreeShippingFrom is { } from) lines.Add(Say($"{from}（税込）以上のお買い上げで送料無料。", $"Free for orders of {from} or more."));
        lines.AddRange(terms.Prefectures.Select(fee => Say($"{fee.Prefecture}: {fee.Fee}を加算", $"{fee.Prefecture}: {fee.Fee} more")));
        lines.AddRange(terms.Islands.Select(fee => Say($"郵便番号が{fee.Prefix}で始まる離島: {fee.Fee}を加算", $"Islands with postal code {fee.Prefix}…: {fee.Fee} more")));
        if (terms.SurchargeAlways) lines.Add(Say("地域・離島の加算は、送料無料の場合も申し受けます。", "Regional surcharges are charged although shipping is free."));
        lines.AddRange(shop.Wrapping.Options.Select(option => Say($"{option.Name}: {option.Fee}（税込・ご希望の方）", $"{option.Name}: {option.Fee} (optional)")));
        return string.Join('\n', lines);
    }

    private string FeeOf(Yen fee) => fee == Yen.Zero ? Free : fee.ToString();
}
