using Commerce.Shops;

namespace Commerce.Web.Shop;

/// <summary>What is said while an order is filled in and confirmed.</summary>
public sealed partial class Words
{
    public string CheckoutTitle => Say("ご注文手続き", "Your order");
    public string Orderer => Say("ご注文者", "Ordered by");
    public string SameAsRecipient => Say("お届け先と同じ", "Same as the recipient");
    public string Kana => Say("フリガナ", "Reading (katakana)");
    public string Email => Say("メールアドレス", "E-mail");
    public string PostalCodeFills => Say("住所を自動で入力します", "fills in the address");
    public string FromBook => Say("保存した住所から選ぶ", "Choose from saved addresses");
    public string FromBookNone => Say("選んでください", "Please choose");
    public string DeliveryWish => Say("お届け希望日時", "Delivery date and time");
    public string DeliveryDay => Say("お届け希望日", "Delivery date");
    public string DeliveryTime => Say("お届け時間帯", "Delivery time");
    public string NoWish => Say("指定なし（最短でお届け）", "No preference (as soon as possible)");
    public string AtMost(int letters) => Say($"{letters}文字まで", $"Up to {letters} characters");
    public string Slot(DeliverySlot slot) => Say(slot.Label, slot.LabelEn.Length == 0 ? slot.Label : slot.LabelEn);

    public string ByCard => Say("クレジットカード", "Credit card");
    public string ByNewCard => Say("別のクレジットカード", "Another credit card");
    public string ByKonbini => Say("コンビニ払い", "Pay at a convenience store");
    public string SaveCard => Say("次回のために、このカードを保存する", "Keep this card for next time");
    public string SavedCard(string brand, string last4, int month, int year) =>
        Say($"{brand} 末尾{last4}（有効期限 {month:00}/{year % 100:00}）", $"{brand} ending {last4} (expires {month:00}/{year % 100:00})");

    public string TermPaymentKonbini => Say(
        "コンビニ払い（前払い）。ご注文の確定後に表示する払込番号で、お支払い期限までにコンビニのレジまたは端末でお支払いください。期限を過ぎるとご注文は取り消されます。",
        "At a convenience store, in advance: pay with the number that is shown after ordering, until its time limit. Unpaid orders are called off.");

    public string EarliestDelivery(DateOnly day) => Say($"最短 {Day(day)}のお届け", $"Earliest delivery {Day(day)}");
    public string WishedDelivery(string wish) => Say($"ご希望：{wish}", $"As you wish: {wish}");
    public string SavedAddresses => Say("保存した住所", "Saved addresses");
    public string SavedCards => Say("保存したカード", "Saved cards");
    public string NoSavedAddresses => Say("保存した住所はありません。ご注文いただくと、ここに保存されます。", "No address is saved yet. Addresses of your orders are kept here.");
    public string NoSavedCards => Say("保存したカードはありません。お支払いの際に保存できます。", "No card is saved yet. You can save one when you pay.");
    public string Preferred => Say("いつもの住所", "Usual address");
    public string Prefer => Say("いつもの住所にする", "Make this the usual address");
    public string ForgetAddress(string name) => Say($"{name}様の住所を削除", $"Delete the address of {name}");
    public string ForgetCard(string card) => Say($"{card}を削除", $"Delete {card}");
    public string ManageSaved => Say("保存した住所とカード", "Saved addresses and cards");

    public string BuyAgain => Say("もう一度購入する", "Buy again");
    public string BuyAgainNote => Say("同じ商品を、現在の価格でカートに入れます。", "Puts the same products into the cart at today's prices.");
    public string Receipt => Say("領収書を表示する", "Show the receipt");
    public string Remarks => Say("備考", "Remarks");
}
