namespace Commerce.Web.Shop;

/// <summary>Where a carrier shows how far a parcel is.</summary>
internal static class ParcelTracking
{
    /// <summary>The carrier's own page; null for a carrier or a number that has none.</summary>
    public static string? Page(string carrier, string number)
    {
        var digits = number.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is < 10 or > 13 || !digits.All(char.IsAsciiDigit)) return null;
        return carrier switch
        {
            "ヤマト運輸" => $"https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={digits}",
            "佐川急便" => $"https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={digits}",
            "日本郵便" => $"https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={digits}",
            _ => null,
        };
    }
}
