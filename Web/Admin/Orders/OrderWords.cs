using Commerce.Orders;
using Commerce.Payments;
using Commerce.Web.Shop;

namespace Commerce.Web.Admin.Orders;

/// <summary>What staff read about an order's life.</summary>
internal static class OrderWords
{
    public static string Of(OrderStep step) => step.Deed switch
    {
        OrderDeed.CaptureAsked => "売上確定を依頼",
        OrderDeed.CaptureRefused => "売上確定が拒否されました",
        OrderDeed.RefundPromised => $"返金を受け付け（{Yen(step.Note)}）",
        OrderDeed.RefundDone => $"返金済み（{Yen(step.Note)}）",
        OrderDeed.RefundRejected => $"返金が拒否されました（{Yen(step.Note)}）",
        OrderDeed.ParcelSent => $"荷物を発送（{step.Note}）",
        OrderDeed.CaptureEndsIn48Hours => "売上確定の期限まで48時間",
        OrderDeed.CaptureEndsIn24Hours => "売上確定の期限まで24時間",
        OrderDeed.PaperIssued => $"書類を発行（{step.Note}）",
        OrderDeed.PaperIssuedAgain => $"書類を再発行（{step.Note}）",
        OrderDeed.Disputed => $"チャージバック（{step.Note}）",
        _ => Words.Japanese.Of(step.Status),
    };

    public static string Of(RefundStanding standing) => standing switch
    {
        RefundStanding.Owed => "手続き中",
        RefundStanding.Done => "返金済み",
        RefundStanding.Rejected => "拒否",
        _ => "確認中",
    };

    public const string RefusedRefundAdvice =
        "決済会社が返金を断りました。お客様にはまだ返金されていません。決済会社の管理画面で理由（残高不足、カードの解約など）を確認し、"
        + "解消してから、この注文の「返金」でもう一度お手続きください。カードに戻せないときは、お客様に連絡して銀行振込などでお返しください。";

    public static string Of(PaymentMethod method) => method == PaymentMethod.Konbini ? "コンビニ払い" : "クレジットカード";

    public static string Left(DateTimeOffset ends, DateTimeOffset now)
    {
        var left = ends > now ? ends - now : TimeSpan.Zero;
        return left.TotalDays >= 1 ? $"あと{left.Days}日{left.Hours}時間" : $"あと{left.Hours}時間{left.Minutes}分";
    }

    public static string Who(Actor by) => by.Who == Actor.System.Who ? "システム" : by.Who == "stripe" ? "Stripe" : by.Who;

    private static string Yen(string? digits) => long.TryParse(digits, out var amount) ? new Yen(amount).ToString() : "";
}
