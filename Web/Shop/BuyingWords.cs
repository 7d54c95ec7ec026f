using Commerce.Orders;

namespace Commerce.Web.Shop;

/// <summary>What is said from the cart to the delivered order.</summary>
public sealed partial class Words
{
    public string EmptyCart => Say("カートは空です。", "Your cart is empty.");
    public string KeepLooking => Say("他の商品を見る", "Keep shopping");
    public string Remove => Say("削除", "Remove");
    public string RemoveThis(string name) => Say($"{name}をカートから削除", $"Remove {name}");
    public string HeldFor => Say("お取り置き中 あと", "Held for you:");
    public string Got => Say("確保しました", "It is yours");
    public string SeeCart => Say("カートを見る", "See cart");
    public string HoldEnded => Say("お取り置き時間が終了しました", "Your hold has ended");
    public string Subtotal => Say("小計", "Subtotal");
    public string Shipping => Say("送料", "Shipping");
    public string Free => Say("無料", "Free");
    public string ToFreeShipping(Yen more) => Say($"あと{more}で送料無料", $"{more} more for free shipping");
    public string Taxable(TaxPart part) => Say($"{part.RatePercent}%対象 {part.Taxable}", $"{part.RatePercent}% on {part.Taxable}");
    public string TaxIn => Say("内消費税", "tax");
    public string Total => Say("合計", "Total");
    public string Proceed => Say("購入へ進む", "Proceed to checkout");
    public string SomeInvalid => Say("購入できない商品があります。数量を変えるか、カートから外してください。",
        "Some items cannot be bought now. Change their quantity or remove them.");

    public string Recipient => Say("お届け先", "Delivery address");
    public string Confirm => Say("ご注文内容の確認", "Review your order");
    public string Delivery => Say("お届け先", "Delivery");
    public string Review => Say("確認", "Review");
    public string Done => Say("完了", "Done");
    public string PostalMark(string code) => "〒" + (code.Length == 7 ? $"{code[..3]}-{code[3..]}" : code);
    public string Name => Say("お名前", "Name");
    public string Phone => Say("電話番号", "Phone");
    public string PostalCode => Say("郵便番号", "Postal code");
    public string Prefecture => Say("都道府県", "Prefecture");
    public string City => Say("市区町村", "City");
    public string Street => Say("町名・番地", "Street and number");
    public string Building => Say("建物名・部屋番号", "Building and room");
    public string Optional => Say("任意", "optional");
    public string Choose => Say("選択してください", "Please choose");
    public string ToConfirm => Say("確認画面へ進む", "Review order");
    public string Change => Say("変更する", "Change");
    public string BackToCart => Say("カートに戻る", "Back to cart");

    public string Payment => Say("お支払い", "Payment");
    public string Goods1 => Say("ご注文の商品", "Your items");
    public string TermQuantity => Say("分量", "Quantity");
    public string TermPrice => Say("販売価格・お支払総額", "Price and total");
    public string TermPayment => Say("お支払いの時期・方法", "When and how you pay");
    public string TermPaymentText => Say("クレジットカード。ご注文の確定時にお支払いが確定します。", "By credit card, when you place the order.");
    public string TermPaymentLater => Say("クレジットカード。ご注文の確定時に与信を行い、発送時にお支払いが確定します。",
        "By credit card: authorised when you place the order, charged when we ship.");
    public string TermDelivery => Say("お届け時期", "Delivery");
    public string TermCancel => Say("申込みの撤回・解除、返品", "Cancelling and returns");
    /// <summary>As the order will be judged: its policy is the shop's when it is placed (特定商取引法 art. 12-6, item 5).</summary>
    public string TermCancelText(CancelPolicy policy) => policy switch
    {
        CancelPolicy.UntilShipping => Say("発送前であれば、注文履歴からキャンセルできます。", "You can cancel from your orders until we ship."),
        CancelPolicy.UntilCapture => Say("お支払いが確定する前であれば、注文履歴からキャンセルできます。確定後は、お店にご連絡ください。",
            "You can cancel from your orders until your payment is final; after that, please contact the shop."),
        _ => Say("ご注文の確定後は、お客様によるキャンセルはできません。お店にご連絡ください。", "Orders cannot be cancelled by you once placed; please contact the shop."),
    };
    public string TermPeriod => Say("申込み期間", "Application period");
    public string PlaceOrder => Say("注文を確定する", "Place order and pay");
    public string PlaceOrderNote => Say("ボタンを押すと、お支払い義務のある注文が確定します。", "By pressing the button you place an order with an obligation to pay.");
    public string Prices => Say("（価格はすべて税込）", "(all prices include tax)");

    public string Thanks => Say("ご注文ありがとうございます", "Thank you for your order");
    public string OrderNumber => Say("注文番号", "Order number");
    public string NextSteps => Say("LINEのトークにご注文の内容をお送りします。発送の際にも、トークでお知らせいたします。",
        "We send the details to your LINE talk, and tell you there again when we ship.");
    public string Settling => Say("お支払いを確認しています。この画面のままお待ちください。", "We are confirming your payment. Please keep this page open.");
    public string NotPaidYet => Say("お支払いがまだ完了していません。", "The payment is not complete yet.");
    public string PayNow => Say("お支払いへ進む", "Pay now");
    public string NoOrders => Say("ご注文の履歴はまだありません。", "You have not ordered yet.");
    public string Progress => Say("ご注文の経過", "Progress");
    public string Cancel => Say("注文をキャンセルする", "Cancel this order");
    public string CancelSure => Say("この注文をキャンセルします。よろしいですか？", "Cancel this order?");
    public string Tracking => Say("お問い合わせ番号", "Tracking number");
    public string TrackParcel => Say("荷物の配送状況を見る", "Follow the parcel");
    public string PayAtStore => Say("コンビニでのお支払いをお待ちしています。お支払いまで商品をお取り置きします。",
        "Please pay at a convenience store. We keep your items until then.");
    public string PayBefore => Say("お支払い期限", "Pay before");
    public string ShowVoucher => Say("お支払い番号を表示する", "Show the payment number");
    public string Refunded => Say("返金", "Refunded");

    public string Of(OrderStatus status) => status switch
    {
        OrderStatus.Placed => Say("受付中", "Received"),
        OrderStatus.AwaitingPayment => Say("お支払い待ち", "Awaiting payment"),
        OrderStatus.AwaitingDeposit => Say("お支払い待ち（コンビニ）", "Awaiting payment at a store"),
        OrderStatus.PartlyShipped => Say("一部発送済み", "Partly shipped"),
        OrderStatus.Confirmed => Say("ご注文確定", "Confirmed"),
        OrderStatus.Paid => Say("お支払い済み", "Paid"),
        OrderStatus.Shipped => Say("発送済み", "Shipped"),
        OrderStatus.Delivered => Say("お届け済み", "Delivered"),
        OrderStatus.Refused => Say("不成立", "Not accepted"),
        OrderStatus.Cancelled => Say("キャンセル済み", "Cancelled"),
        OrderStatus.Expired => Say("お支払い期限切れ", "Not paid in time"),
        _ => Say("確認中", "Being checked"),
    };

    public string Seller => Say("販売業者", "Seller");
    public string Responsible => Say("運営責任者", "Responsible person");
    public string Address => Say("所在地", "Address");
    public string Price => Say("販売価格", "Prices");
    public string PriceText => Say("各商品ページに税込価格で表示しています。", "Shown on each product page, tax included.");
    public string OtherCosts => Say("商品代金以外の必要料金", "Other costs");
    public string ShippingText(Yen fee, Yen? freeFrom) =>
        Say($"送料 全国一律{fee}（税込）", $"Shipping {fee} (tax incl.)")
        + (freeFrom is { } from ? Say($"。{from}（税込）以上のお買い上げで送料無料。", $"; free for orders of {from} or more.") : Say("。", "."));
    public string Invoice => Say("適格請求書発行事業者登録番号", "Qualified invoice issuer number");
    public string SaleLimit => Say("販売数量・期間の制限", "Limits of quantity and period");
    public string SaleLimitText => Say("期間や数量に限りのある商品は、各商品ページと最終確認画面に表示しています。",
        "Shown on the product page and on the final confirmation page.");
}
