using Commerce.Orders;

namespace Commerce.Web.Shop;

/// <summary>What is printed on receipts.</summary>
public sealed partial class Words
{
    public string ReceiptTitle => Say("領収書", "Receipt");
    public string QualifiedInvoice => Say("適格請求書（インボイス）を兼ねます", "Also a qualified invoice");
    public string Addressee(string name) => Say($"{name} 様", name);
    public string ReceiptTotal => Say("領収金額", "Amount received");
    public string ReceivedFor => Say("ご注文の商品代として、上記の金額を領収いたしました。", "Received with thanks for the goods below.");
    public string PaidOn => Say("お支払い日", "Paid on");
    public string SuppliedOn => Say("お取引日", "Date of supply");
    public string ReceiptItem => Say("品名", "Item");
    public string UnitPrice => Say("単価（税込）", "Unit price");
    public string ReceiptAmount => Say("金額（税込）", "Amount");
    public string ReducedMark => Say("※ は軽減税率の対象です。", "※ taxed at the reduced rate.");
    public string RegistrationNumber => Say("登録番号", "Registration number");
    public string ReturnInvoice => Say("返金（適格返還請求書）", "Refund (return invoice)");
    public string ReturnedOn => Say("返金日", "Refunded on");
    public string OriginalSale => Say("元のお取引日", "Original sale");
    public string ReturnedAmount => Say("返金額（税込）", "Refunded amount");
    public string Print => Say("印刷する", "Print");
    public string BackToOrder => Say("ご注文に戻る", "Back to the order");
    public string FullDay(DateOnly day) => Say($"{day.Year}年{day.Month}月{day.Day}日", $"{day:yyyy-MM-dd}");

    public string WrappingFee => Say("ギフトラッピング", "Gift wrapping");
    public string CouponDiscount => Say("クーポン割引", "Coupon");
    public string PointsSpent => Say("ポイント利用", "Points");

    public string Of(ReceiptLine line) => line.Kind switch
    {
        ReceiptLineKind.Shipping => Shipping,
        ReceiptLineKind.Wrapping => WrappingFee,
        ReceiptLineKind.Discount => CouponDiscount,
        ReceiptLineKind.Points => PointsSpent,
        _ => line.Name,
    };
}
