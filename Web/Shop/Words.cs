using System.Globalization;

namespace Commerce.Web.Shop;

/// <summary>What the shop says, in Japanese or English. Every sentence stands once, both languages side by side.</summary>
public sealed partial class Words
{
    public static readonly Words Japanese = new("ja");
    public static readonly Words English = new("en");

    private Words(string lang) => Lang = lang;

    public string Lang { get; }

    public static Words In(string? lang) =>
        lang is null || lang.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? Japanese : English;

    public string Say(string ja, string en) => this == Japanese ? ja : en;

    public string Skip => Say("本文へ移動", "Skip to content");
    public string Goods => Say("商品", "Shop");
    public string Cart => Say("カート", "Cart");
    public string History => Say("注文履歴", "Orders");
    public string Legal => Say("特定商取引法に基づく表記", "Legal notice");
    public string OtherLanguage => Say("English", "日本語");
    public string TaxIncluded => Say("税込", "tax incl.");
    public string All => Say("すべて", "All");
    public string Categories => Say("カテゴリー", "Categories");
    public string SigningIn => Say("LINEで本人確認をしています…", "Signing in with LINE…");

    public string Soon => Say("まもなく開始", "Starts soon");
    public string OnSale => Say("販売中", "On sale");
    public string Few => Say("残りわずか", "Only a few left");
    public string Gone => Say("完売", "Sold out");
    public string Over => Say("販売終了", "Sale ended");
    public string Paused => Say("一時停止中", "Paused");
    public string UntilOpen => Say("開始まで", "Starts in");
    public string UntilClose => Say("終了まで", "Ends in");
    public string Opens => Say("販売開始", "Sale starts");
    public string Closes => Say("販売終了", "Sale ends");
    public string Left => Say("在庫", "In stock");
    public string CapPerPerson(int cap) => Say($"お一人様{cap}点まで", $"Limit {cap} per person");
    public string CapPerOrder(int cap) => Say($"1回のご注文で{cap}点まで", $"Limit {cap} per order");
    public string Units(int units) => Say($"{units:N0}点", units == 1 ? "1 item" : $"{units:N0} items");

    public string EmptyShop => Say("ただいま商品の準備をしています。", "We are preparing our products.");
    public string EmptyCategory => Say("このカテゴリーには、まだ商品がありません。", "There is nothing in this category yet.");
    public string NothingOpen => Say("いま販売時間内の商品はありません。開始時刻をご確認のうえ、お待ちください。",
        "Nothing here is on sale right now. Please check when each sale starts.");
    public string NotFound => Say("お探しのページは見つかりませんでした。", "We could not find that page.");
    public string NotFoundNext => Say("商品一覧からお探しください。", "Please have a look at the shop.");
    public string Hold => Say("カートに入れると、商品を一定時間お取り置きします。", "A unit is set aside for you when you put it in the cart.");

    public string Quantity => Say("数量", "Quantity");
    public string Fewer => Say("数量を減らす", "One fewer");
    public string More => Say("数量を増やす", "One more");
    public string Add => Say("カートに入れる", "Add to cart");
    public string AddThis(string name) => Say($"{name}をカートに入れる", $"Add {name} to the cart");
    public string WaitForOpen => Say("販売開始までお待ちください", "Please wait for the sale to start");
    public string ReturnPolicy => Say("返品・交換について", "Returns and exchanges");

    public string DayTime(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return this == Japanese
            ? local.ToString("M月d日(ddd) H:mm", Jp)
            : local.ToString("ddd, MMM d, HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>「11月5日(木)」</summary>
    public string Day(DateOnly day) =>
        this == Japanese ? day.ToString("M月d日(ddd)", Jp) : day.ToString("ddd, MMM d", CultureInfo.InvariantCulture);

    /// <summary>As the countdown script writes it: 「2日 03:04:05」, 「1:02:03」, 「02:03」.</summary>
    public string Remaining(TimeSpan left)
    {
        if (left < TimeSpan.Zero) left = TimeSpan.Zero;
        if (left.TotalHours < 1) return left.ToString(@"mm\:ss", CultureInfo.InvariantCulture);
        return left.TotalDays < 1
            ? left.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : left.Days + DaysUnit + left.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    public string DaysUnit => Say("日 ", "d ");

    private static readonly CultureInfo Jp = CultureInfo.GetCultureInfo("ja-JP");
}
