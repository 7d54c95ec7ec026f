namespace Commerce.Web.Http;

/// <summary>What is said beside a field of the checkout.</summary>
internal static partial class Sentences
{
    private static Dictionary<Reason, Sentence> OfCheckout => new()
    {
        [Reason.DeliveryDayTooEarly] = new(422, "delivery-day-too-early",
            "この日にはお届けが間に合いません。別の日をお選びください。", "That is too early to deliver. Please choose a later day.",
            ("この日にはお届けが間に合いません。{day}以降をお選びください。", "That is too early to deliver. Please choose {day} or later.")),
        [Reason.DeliveryDayClosed] = new(422, "delivery-day-closed",
            "この日はお届け日に指定できません。別の日をお選びください。", "That day cannot be chosen for delivery. Please choose another."),
        [Reason.DeliveryDayTooFar] = new(422, "delivery-day-too-far",
            "お届け希望日が先すぎます。近い日をお選びください。", "That day is too far ahead. Please choose an earlier one.",
            ("お届け希望日は{day}までです。それまでの日をお選びください。", "Please choose a day until {day}.")),
        [Reason.UnknownDeliverySlot] = new(422, "unknown-delivery-slot",
            "このお届け時間帯は選べなくなりました。もう一度お選びください。", "That delivery time is no longer offered. Please choose again."),
        [Reason.FieldRequired] = new(422, "field-required",
            "入力してください。", "Please fill this in."),
        [Reason.FieldTooLong] = new(422, "field-too-long",
            "長すぎます。短くしてください。", "That is too long. Please shorten it.",
            ("全角{limit}文字以内で入力してください。", "Please use at most {limit} full-width characters (twice as many letters).")),
        [Reason.FieldUnprintable] = new(422, "field-unprintable",
            "送り状に印字できない文字（絵文字など）があります。別の文字で入力してください。",
            "There is a character (such as an emoji) that a parcel label cannot show. Please write it differently."),
        [Reason.BadPhone] = new(422, "bad-phone",
            "電話番号は0から始まる10桁または11桁の数字で入力してください。", "Please enter a phone number of 10 or 11 digits beginning with 0."),
        [Reason.BadPostalCode] = new(422, "bad-postal-code",
            "郵便番号は7桁の数字で入力してください。", "Please enter a postal code of 7 digits."),
        [Reason.BadKana] = new(422, "bad-kana",
            "フリガナは全角カタカナで入力してください。", "Please write the reading in full-width katakana."),
    };
}
