using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Commerce.Web.Shop;

/// <summary>The words that the ES modules say, as JSON in the page: they hold none of their own.</summary>
internal static class ClientWords
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly MarkupString Ja = Write(Words.Japanese);
    private static readonly MarkupString En = Write(Words.English);

    public static MarkupString In(Words words) => words == Words.Japanese ? Ja : En;

    // JavaScriptEncoder escapes < > & and quotes, so no word can end the element it stands in.
    private static MarkupString Write(Words w) => new(JsonSerializer.Serialize(Of(w), Readable));

    private static Dictionary<string, string> Of(Words w) => new()
    {
        ["added"] = w.Say("カートに入れました", "Added to your cart"),
        ["add"] = w.Add,
        ["got"] = w.Got,
        ["seeCart"] = w.SeeCart,
        ["soon"] = w.Soon,
        ["open"] = w.OnSale,
        ["soldOut"] = w.Gone,
        ["over"] = w.Over,
        ["paused"] = w.Paused,
        ["waitForOpen"] = w.WaitForOpen,
        ["units"] = w.Say("{n}点", "{n} items"),
        ["holdEnded"] = w.HoldEnded,
        ["offline"] = w.Say("通信できません。電波の良いところで、もう一度お試しください。", "You seem to be offline. Please try again where you have a signal."),
        ["busy"] = w.Say("混み合っています。{n}秒後に自動でもう一度お試しします…", "It is busy. Trying again by itself in {n} seconds…"),
        ["broken"] = w.Say("うまくいきませんでした。もう一度お試しください。", "That did not work. Please try again."),
        ["signInFailed"] = w.Say("LINEで本人確認ができませんでした。LINEのトークから開き直してください。",
            "We could not sign you in with LINE. Please open the shop again from the talk."),
        ["retry"] = w.Say("もう一度試す", "Try again"),
        ["working"] = w.Say("注文を確定しています…", "Placing your order…"),
        ["placeOrder"] = w.PlaceOrder,
        ["declined"] = w.Say("お支払いが承認されませんでした。カード番号をご確認いただくか、別のカードでお試しください。商品はお取り置きしたままです。",
            "The card was declined. Please check the number or try another card. Your items are still held for you."),
        ["cardForm"] = w.Say("カード情報の入力欄を表示できません。通信状況をご確認のうえ、画面を読み込み直してください。",
            "The card form could not be shown. Please check your connection and reload the page."),
        ["cancelSure"] = w.CancelSure,
        ["required"] = w.Say("入力してください。", "Please fill this in."),
        ["badPhone"] = w.Say("電話番号は0から始まる10桁または11桁の数字で入力してください。", "Please enter 10 or 11 digits beginning with 0."),
        ["badPostalCode"] = w.Say("郵便番号は7桁の数字で入力してください。", "Please enter 7 digits."),
        ["badKana"] = w.Say("フリガナは全角カタカナで入力してください。", "Please write the reading in full-width katakana."),
        ["unprintable"] = w.Say("送り状に印字できない文字が含まれています。可能であれば別の文字でご入力ください。",
            "Some characters cannot be printed on a parcel label. Please use others if you can."),
        ["postcodeUnknown"] = w.Say("この郵便番号の住所は見つかりませんでした。住所を入力してください。",
            "We do not know this postal code. Please enter the address."),
        ["postcodeMany"] = w.Say("住所の候補からお選びください。", "Please choose your address."),
        ["againAdded"] = w.Say("カートに入れました。", "Added to your cart."),
        ["againNothing"] = w.Say("カートに入れられる商品がありませんでした。", "None of it can be added to the cart now."),
        ["againSkipped"] = w.Say("次の商品は入れられませんでした：", "These could not be added:"),
        ["forgetSure"] = w.Say("削除します。よろしいですか？", "Delete this?"),
        ["badPrefecture"] = w.Say("都道府県を選択してください。", "Please choose a prefecture."),
        ["tooLong"] = w.Say("全角{n}文字以内で入力してください。", "Please use at most {n} full-width characters (twice as many letters)."),
    };
}
