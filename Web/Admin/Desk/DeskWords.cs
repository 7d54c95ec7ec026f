using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Commerce.Orders;
using Commerce.Web.Http;
using Commerce.Web.Shop;
using Microsoft.AspNetCore.Components;

namespace Commerce.Web.Admin.Desk;

/// <summary>The words of the desk's module, as JSON in the page: order statuses, sale states, and short names for refusals.</summary>
internal static class DeskWords
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };


    private static Dictionary<string, string> Of()
    {
        var words = new Dictionary<string, string>
        {
            ["live"] = "ライブ",
            ["connecting"] = "接続しています…",
            ["lost"] = "再接続しています… 最終更新 {n}秒前",
            ["denied"] = "このデスクを見る権限がありません",
            ["soon"] = "開始まで",
            ["open"] = "終了まで",
            ["always"] = "販売中",
            ["over"] = "販売終了",
            ["paused"] = "一時停止",
            ["gone"] = "完売",
            ["sold"] = "済 {n}",
            ["held"] = "取置 {n}",
            ["free"] = "残 {n}",
            ["supply"] = "全 {n}",
            ["guest"] = "お客様",
            ["pause"] = "一時停止",
            ["resume"] = "販売を再開",
            ["lastChange"] = "最終変更 {n}",
            ["noChange"] = "まだ変更はありません",
            ["did-adjusted"] = "在庫 {n}",
            ["did-terms-set"] = "販売条件の変更",
            ["did-paused"] = "一時停止",
            ["did-resumed"] = "販売を再開",
            ["done"] = "変更しました",
            ["offline"] = "通信できませんでした。もう一度お試しください。",
        };
        foreach (var status in Enum.GetValues<OrderStatus>())
            words["status-" + JsonNamingPolicy.CamelCase.ConvertName(status.ToString())] = Words.Japanese.Of(status);
        foreach (var (reason, name) in Refused) words["refused-" + Sentences.Of(reason).Code] = name;
        return words;
    }

    private static readonly (Reason Reason, string Name)[] Refused =
    [
        (Reason.NotOnSaleYet, "開始前"), (Reason.SaleOver, "終了後"), (Reason.Paused, "停止中"), (Reason.OverOrderCap, "注文上限"),
        (Reason.OverPersonCap, "お一人様上限"), (Reason.SoldOut, "在庫切れ"), (Reason.BadQuantity, "数量"), (Reason.HoldEnded, "取置終了"),
        (Reason.NothingHeld, "取置なし"),
    ];

    // Last, because it is made of what stands above.
    public static readonly MarkupString Json = new(JsonSerializer.Serialize(Of(), Readable));
}
