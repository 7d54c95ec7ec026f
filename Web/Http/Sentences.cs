using System.Collections.Frozen;

namespace Commerce.Web.Http;

/// <summary>The one table of refusals: HTTP status, code, and what people are told. A test walks the enum.</summary>
internal static partial class Sentences
{
    public static Sentence Of(Reason reason) => ByReason.GetValueOrDefault(reason, Broken);

    public static IEnumerable<Sentence> All => ByReason.Values.Concat(OfTheWeb);

    private static readonly FrozenDictionary<Reason, Sentence> ByReason = new Dictionary<Reason, Sentence>(OfCheckout)
    {
        // What was asked for
        [Reason.BadQuantity] = new(400, "bad-quantity",
            "数量は1以上の整数で指定してください。", "Please give the quantity as a whole number of at least 1."),
        [Reason.UnknownProduct] = new(404, "unknown-product",
            "商品が見つかりません。商品一覧からお選びください。", "There is no such product. Please choose one from the list."),
        [Reason.UnknownShop] = new(404, "unknown-shop",
            "ショップが見つかりません。LINEのメニューから開き直してください。", "There is no such shop. Please open it again from LINE."),
        [Reason.UnknownCategory] = new(404, "unknown-category",
            "カテゴリーが見つかりません。商品一覧からお選びください。", "There is no such category. Please choose one from the list."),
        [Reason.UnknownOrder] = new(404, "unknown-order",
            "ご注文が見つかりません。注文履歴をご確認ください。", "There is no such order. Please look at your order history."),
        [Reason.BadRequest] = new(400, "bad-request",
            "入力内容に誤りがあります。ご確認のうえ、もう一度お試しください。", "Something in the form is not right. Please check it and try again."),
        [Reason.KeyReused] = new(422, "key-reused",
            "同じ操作キーが別の内容で使われました。画面を読み込み直してください。",
            "This key was already used for something else. Please reload the page."),
        [Reason.StaleVersion] = new(409, "stale-version",
            "ほかの人が先に更新しました。読み込み直してから、もう一度変更してください。",
            "Someone else changed this first. Please reload it and make your change again."),
        [Reason.TooMany] = new(409, "too-many",
            "件数の上限を超えています。数を減らしてお試しください。", "That is more than can be kept. Please try with fewer.",
            ("件数の上限（{limit}件）を超えています。数を減らしてお試しください。", "At most {limit} can be kept. Please try with fewer.")),

        // The sale
        [Reason.NotOnSaleYet] = new(409, "not-on-sale-yet",
            "販売開始前です。開始までお待ちください。", "The sale has not opened yet. Please wait until it does.",
            ("販売開始前です。{at}から購入できます。", "The sale opens on {at}. Please come back then.")),
        [Reason.SaleOver] = new(409, "sale-over",
            "販売は終了しました。ほかの商品をご覧ください。", "The sale is over. Please have a look at our other products.",
            ("販売は{at}に終了しました。ほかの商品をご覧ください。", "The sale ended on {at}. Please have a look at our other products.")),
        [Reason.Paused] = new(409, "paused",
            "販売を一時停止しています。しばらくしてからもう一度お試しください。", "Sales are paused. Please try again in a while."),
        [Reason.OverOrderCap] = new(409, "over-order-cap",
            "1回のご注文の上限を超えています。数量を減らしてください。", "That is more than one order may hold. Please lower the quantity.",
            ("1回のご注文は{limit}点までです。数量を減らしてください。", "At most {limit} per order. Please lower the quantity.")),
        [Reason.OverPersonCap] = new(409, "over-person-cap",
            "お一人様の上限を超えています。購入済み・お支払い待ちの分をご確認ください。",
            "That is more than one person may buy. Please check what you have bought or still have to pay.",
            ("お一人様{limit}点まで（購入済み・確保中{taken}点）です。カートと注文履歴をご確認ください。",
             "At most {limit} per person, and you have {taken} already. Please check your cart and your orders."),
            ("お一人様{limit}点までです。購入済み・お支払い待ちの分をご確認ください。",
             "At most {limit} per person. Please check what you have bought or still have to pay.")),
        [Reason.SoldOut] = new(409, "sold-out",
            "在庫がありません。お支払い待ちの分が戻ることがありますので、少し待ってからお試しください。",
            "There is not enough in stock. Unpaid units may come back, so please try again in a while.",
            ("在庫は残り{limit}点です。数量を減らすか、少し待ってからお試しください。",
             "Only {limit} left. Please lower the quantity or try again in a while.")),
        [Reason.NotListed] = new(409, "not-listed",
            "現在お取り扱いしていない商品です。ほかの商品をご覧ください。", "This product is not on sale at present. Please have a look at the others."),

        // Holds and carts
        [Reason.NothingHeld] = new(409, "nothing-held",
            "お取り置きがありません。もう一度カートに入れてください。", "Nothing is set aside for you. Please put it in the cart again."),
        [Reason.HoldEnded] = new(409, "hold-ended",
            "お取り置きの時間が過ぎました。もう一度カートに入れてください。", "The time it was set aside for is over. Please put it in the cart again.",
            ("お取り置きは{at}に終了しました。もう一度カートに入れてください。",
             "It was set aside until {at}. Please put it in the cart again.")),
        [Reason.CartEmpty] = new(409, "cart-empty",
            "カートに購入できる商品がありません。商品を入れてからお進みください。", "There is nothing to buy in the cart. Please add something first."),
        [Reason.CartChanged] = new(409, "cart-changed",
            "カートの内容または金額が変わりました。ご確認のうえ、もう一度注文してください。",
            "The cart or its total has changed. Please check it and order again."),
        [Reason.CartFull] = new(409, "cart-full",
            "カートがいっぱいです。ほかの商品を減らしてから入れてください。", "The cart is full. Please take something out first.",
            ("カートに入るのは{limit}までです。ほかの商品を減らしてから入れてください。",
             "The cart takes at most {limit}. Please take something out first.")),

        // Orders and payments
        [Reason.WrongStatus] = new(409, "wrong-status",
            "ご注文の状態が変わったため、この操作はできません。最新の状態をご確認ください。",
            "The order has moved on, so this can no longer be done. Please look at how it stands now."),
        [Reason.PaymentDeclined] = new(402, "payment-declined",
            "お支払いが承認されませんでした。別のカードでお試しください。", "The payment was declined. Please try another card."),
        [Reason.PaymentUnknown] = new(503, "payment-unknown",
            "お支払いの結果を確認しています。少し待ってから画面を更新してください。二重に請求されることはありません。",
            "We are still finding out how the payment went. Please reload in a moment; you will not be charged twice."),
        [Reason.OrderExpired] = new(409, "order-expired",
            "お支払い期限が過ぎたため、ご注文は取り消されました。もう一度ご注文ください。",
            "The order was not paid in time and has ended. Please order again.",
            ("お支払い期限（{at}）が過ぎたため、ご注文は取り消されました。もう一度ご注文ください。",
             "The order had to be paid by {at} and has ended. Please order again.")),
        [Reason.AmountTooSmall] = new(422, "amount-too-small",
            "合計金額がお支払い方法の下限に足りません。商品を追加してください。", "The total is too small for this way to pay. Please add something.",
            ("このお支払い方法は{limit}円からご利用いただけます。商品を追加してください。", "This way to pay starts at ¥{limit}. Please add something.")),
        [Reason.AmountTooLarge] = new(422, "amount-too-large",
            "合計金額がお支払い方法の上限を超えています。別のお支払い方法をお選びください。",
            "The total is too large for this way to pay. Please choose another one.",
            ("このお支払い方法は{limit}円までです。別のお支払い方法をお選びください。", "This way to pay ends at ¥{limit}. Please choose another one.")),
        [Reason.CancelClosed] = new(409, "cancel-closed",
            "このご注文はお客様ご自身ではキャンセルできません。ショップへお問い合わせください。",
            "This order can no longer be called off here. Please ask the shop."),
        [Reason.CaptureEnded] = new(409, "capture-ended",
            "与信の期限が過ぎたため、売上を確定できません。もう一度ご注文いただいてください。",
            "The authorisation has ended, so the money can no longer be taken. Please have it ordered again.",
            ("与信は{at}に終了したため、売上を確定できません。もう一度ご注文いただいてください。",
             "The authorisation ended on {at}, so the money can no longer be taken. Please have it ordered again.")),
        [Reason.TooMuch] = new(422, "too-much",
            "上限を超えています。小さい値を指定してください。", "That is above the limit. Please give a smaller number.",
            ("上限の{limit}を超えています。小さい値を指定してください。", "The limit is {limit}. Please give a smaller number.")),
    }.ToFrozenDictionary();
}
