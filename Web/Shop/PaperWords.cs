using Commerce.Orders;

namespace Commerce.Web.Shop;

/// <summary>What is printed on receipts and on papers for money given back.</summary>
public sealed partial class Words
{
    public string ReceiptTitle => Say("領収書", "Receipt");
    public string ReturnTitle => Say("返金明細書", "Refund statement");
    public string TitleOf(Paper paper) => paper.Kind == PaperKind.Return ? ReturnTitle : ReceiptTitle;
    public string QualifiedInvoice => Say("適格請求書（インボイス）を兼ねます", "Also a qualified invoice");
    public string AlsoReturnInvoice => Say("適格返還請求書を兼ねます", "Also a qualified return invoice");
    public string IssuedAgain => Say("再発行", "Reissued");
    public string PaperNumber => Say("書類番号", "Number");
    public string IssuedOn => Say("発行日", "Issued on");
    public string FirstIssuedOn => Say("初回発行日", "First issued on");

    /// <summary>Whoever typed an honorific has it once.</summary>
    public string Addressee(string name) =>
        Say(name.EndsWith('様') || name.EndsWith('殿') || name.EndsWith("御中", StringComparison.Ordinal) ? name : $"{name} 様", name);

    public string ReceiptTotal => Say("領収金額", "Amount received");
    public string ReceivedFor => Say("ご注文の商品代として、上記の金額を領収いたしました。", "Received with thanks for the goods below.");
    public string ReturnedFor => Say("下記のとおり、ご返金いたしました。", "Refunded as stated below.");
    public string PaidOn => Say("お支払い日", "Paid on");
    public string SuppliedOn => Say("お取引日", "Date of supply");
    public string ReceiptItem => Say("品名", "Item");
    public string UnitPrice => Say("単価（税込）", "Unit price");
    public string ReceiptAmount => Say("金額（税込）", "Amount");
    public string ReducedMark => Say("※ は軽減税率の対象です。", "※ taxed at the reduced rate.");
    public string NoStamp => Say("電子データで発行した領収書のため、収入印紙は不要です。", "Issued electronically: no revenue stamp is needed.");
    public string RegistrationNumber => Say("登録番号", "Registration number");
    public string ReturnedOn => Say("返金日", "Refunded on");
    public string OriginalSale => Say("元のお取引日", "Original sale");
    public string ReturnedAmount => Say("返金額（税込）", "Refunded amount");
    public string Print => Say("印刷する", "Print");
    public string BackToOrder => Say("ご注文に戻る", "Back to the order");
    public string FullDay(DateOnly day) => Say($"{day.Year}年{day.Month}月{day.Day}日", $"{day:yyyy-MM-dd}");

    public string Issue => Say("領収書を発行する", "Issue the receipt");
    public string IssueAgain => Say("再発行する", "Issue again");
    public string MadeOutTo => Say("宛名（「様」は付けずにご入力ください）", "Made out to");
    public string IssueNote => Say("発行後に宛名を変えるときは、再発行になります。", "To change the name later, the receipt is issued again and says so.");
    public string IssueAgainNote => Say("同じ番号のまま、「再発行」と表示した書類になります。", "It keeps its number and is marked as reissued.");
    public string NotIssuedYet => Say("この領収書はまだ発行されていません。", "This receipt has not been issued yet.");
    public string PaperOffline => Say("通信できませんでした。もう一度お試しください。", "The connection failed. Please try again.");

    public string WrappingFee => Say("ギフトラッピング", "Gift wrapping");
    public string CouponDiscount => Say("クーポン割引", "Coupon");
    public string PointsSpent => Say("ポイント利用", "Points");

    /// <summary>「−¥500」: a minus before the sign, as printed tables have it.</summary>
    public string Signed(Yen amount) => amount < Yen.Zero ? "−" + (Yen.Zero - amount) : amount.ToString();

    public string Of(PaperLine line) => line.Kind switch
    {
        PaperLineKind.Shipping => Shipping,
        PaperLineKind.Wrapping => WrappingFee,
        PaperLineKind.Discount => CouponDiscount,
        PaperLineKind.Points => PointsSpent,
        PaperLineKind.Part => PartOf(line),
        PaperLineKind.Difference => Say("調整額", "Adjustment"),
        _ => line.Name,
    };

    /// <summary>「T-SHIRT ほか1品の代金の一部（10%）」; at a rate without goods only fees were paid.</summary>
    private string PartOf(PaperLine line) => line.Name.Length == 0
        ? Say($"送料・手数料の一部（{line.RatePercent}%）", $"Part of the fees ({line.RatePercent}%)")
        : Say($"{line.Name}{(line.Quantity > 1 ? $" ほか{line.Quantity - 1}品" : "")}の代金の一部（{line.RatePercent}%）",
            $"Part of {line.Name}{(line.Quantity > 1 ? $" and {line.Quantity - 1} more" : "")} ({line.RatePercent}%)");
}
