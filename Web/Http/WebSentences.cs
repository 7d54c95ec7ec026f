namespace Commerce.Web.Http;

/// <summary>What the web itself refuses, before any grain is asked.</summary>
internal static partial class Sentences
{
    public static readonly Sentence InvalidJson = new(400, "invalid-json",
        "送信データを読み取れません。画面を読み込み直してください。", "The request is not valid JSON. Please send it again, corrected.");

    public static readonly Sentence NotJson = new(415, "not-json",
        "送信データの形式が違います。画面を読み込み直してください。", "Please send the body as application/json.");

    public static readonly Sentence BodyTooLarge = new(413, "body-too-large",
        "送信データが大きすぎます。内容を減らしてお試しください。", "The request is too large. Please send less.",
        ("送信データは{limit}バイトまでです。内容を減らしてお試しください。", "A request holds at most {limit} bytes. Please send less."));

    public static readonly Sentence IdempotencyKeyMissing = new(400, "idempotency-key-missing",
        "操作キーがありません。画面を読み込み直してください。",
        "Please send an Idempotency-Key header: 1 to 64 of A-Z a-z 0-9 . _ -, new for each command, the same for each retry.");

    public static readonly Sentence UnknownRoute = new(404, "unknown-route",
        "ページが見つかりません。トップからやり直してください。", "There is nothing at this address. The addresses are in /openapi/v1.json.");

    public static readonly Sentence WrongMethod = new(405, "wrong-method",
        "この操作はできません。画面を読み込み直してください。", "This address does not take that method. See /openapi/v1.json.");

    public static readonly Sentence SignInNeeded = new(401, "sign-in-needed",
        "ログインが必要です。LINEから開き直してください。", "Please sign in with LINE: send the LIFF ID token to the shop's session.");

    public static readonly Sentence IdTokenRefused = new(401, "id-token-refused",
        "LINEログインの有効期限が切れました。もう一度ログインしてください。", "LINE does not accept this ID token. Please sign in with LINE again.");

    public static readonly Sentence LineUnreachable = new(503, "line-unreachable",
        "LINEに接続できません。少し待ってからもう一度お試しください。", "LINE does not answer at the moment. Please try again shortly.");

    public static readonly Sentence CrossSite = new(403, "cross-site",
        "別のサイトからの操作は受け付けません。ショップの画面からお試しください。", "This came from another site. Please use the shop's own pages.");

    public static readonly Sentence StaffSignInNeeded = new(401, "staff-sign-in-needed",
        "スタッフのログインが必要です。管理画面からログインしてください。", "Please sign in as staff at /admin/sign-in.");

    public static readonly Sentence NotAllowed = new(403, "not-allowed",
        "この操作の権限がありません。オーナーに権限の変更を依頼してください。", "Your role does not allow this. Please ask the shop's owner.");

    public static readonly Sentence TooFast = new(429, "too-fast",
        "アクセスが集中しています。少し待ってからもう一度お試しください。", "Too many requests. Please try again in a moment.");

    public static readonly Sentence SignatureRefused = new(400, "signature-refused",
        "署名を確認できません。", "The signature does not match the body. Check the channel or endpoint secret.");

    public static readonly Sentence SignatureStale = new(400, "signature-stale",
        "署名の時刻が古すぎるか、未来です。", "The signature's time is too far from now. Check the clocks, then deliver the event again.");

    public static readonly Sentence NotForThisShop = new(400, "not-for-this-shop",
        "このショップ宛のイベントではありません。", "This event was made for another shop. Check the webhook address.");

    public static readonly Sentence TryAgain = new(503, "try-again",
        "混み合っています。少し待ってから、もう一度お試しください。同じ操作が二重に行われることはありません。",
        "It is not known whether this was done. Please send the same request again; it will not be done twice.");

    public static readonly Sentence Busy = new(503, "busy",
        "ただいま大変混み合っています。少し待ってから、もう一度お試しください。まだ何も確保・注文されていません。",
        "Very many people are asking at this moment. Nothing was done; please try again shortly.");

    public static readonly Sentence Broken = new(500, "internal-error",
        "システムエラーが発生しました。時間をおいてもう一度お試しください。", "Something broke on our side. Please try again later.");

    public static readonly Sentence LineUnreadable = new(400, "line-unreadable",
        "この行を読み取れません。「注文番号,お問い合わせ番号」の形に直してください。",
        "This line cannot be read. Please write order number and tracking number, with a comma between.");

    public static readonly Sentence OrderTwice = new(409, "order-twice",
        "同じ注文番号が上の行にもあります。どちらかの行を削除してください。", "This order is in a line above as well. Please delete one of them.");

    private static readonly Sentence[] OfTheWeb =
    [
        InvalidJson, NotJson, BodyTooLarge, IdempotencyKeyMissing, UnknownRoute, WrongMethod, SignInNeeded, IdTokenRefused, LineUnreachable, CrossSite,
        StaffSignInNeeded, NotAllowed, TooFast, SignatureRefused, SignatureStale, NotForThisShop, TryAgain, Busy, Broken, LineUnreadable, OrderTwice,
    ];
}
