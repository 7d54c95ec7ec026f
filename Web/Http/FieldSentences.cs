namespace Commerce.Web.Http;

/// <summary>What is said beside a field, where the field is known: fuller than the sentence of its reason alone.</summary>
internal static class FieldSentences
{
    private static readonly Sentence
        Prefecture = new(400, "bad-request", "都道府県を選択してください。", "Please choose a prefecture."),
        Email = new(400, "bad-request", "メールアドレスの形式をご確認ください。", "Please check the e-mail address."),
        Method = new(400, "bad-request", "お支払い方法を選択してください。", "Please choose how to pay."),
        Remarks = new(422, "field-too-long", "文字数が多すぎます。短くしてください。", "That is too long. Please shorten it.",
            ("{limit}文字以内で入力してください。", "Please use at most {limit} characters."));

    public static Problem Of(Refusal refused) => (refused.Reason, refused.Subject?.Split('.')[^1]) switch
    {
        (Reason.BadRequest or Reason.FieldRequired, "prefecture") => new(Prefecture, refused),
        (Reason.BadRequest, "email") => new(Email, refused),
        (Reason.BadRequest, "method") => new(Method, refused),
        (Reason.FieldTooLong, "remarks") => new(Remarks, refused),
        _ => Problems.From(refused),
    };
}
