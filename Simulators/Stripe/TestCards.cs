using System.Collections.Frozen;

namespace Commerce.Simulators.Stripe;

internal enum Authentication { Never = 0, UnlessSetUp = 1, Always = 2 }

/// <summary>How a test card behaves; <paramref name="DeclineCode"/> null is a card that pays.</summary>
internal sealed record TestCard(
    string Alias, string Number, string Brand, string Label,
    string? DeclineCode = null, Authentication Authentication = Authentication.Never, bool Dispute = false, string Country = "US")
{
    public string Last4 => Number[^4..];

    /// <summary>Some declines have a code of their own, the others are <c>card_declined</c> ("Decline codes").</summary>
    public string ErrorCode => DeclineCode is "expired_card" or "incorrect_cvc" or "processing_error" or "authentication_required"
        ? DeclineCode
        : "card_declined";

    /// <summary>What the API says to the buyer. Lost, stolen and fraudulent look like any decline.</summary>
    public string Message => DeclineCode switch
    {
        "insufficient_funds" => "Your card has insufficient funds.",
        "expired_card" => "Your card has expired.",
        "incorrect_cvc" => "Your card's security code is incorrect.",
        "processing_error" => "An error occurred while processing your card. Try again in a little bit.",
        _ => "Your card was declined.",
    };
}

/// <summary>The documented test cards ("Testing"), by payment method alias and by number.</summary>
internal static class TestCards
{
    public static readonly IReadOnlyList<TestCard> All =
    [
        new("pm_card_visa", "4242424242424242", "visa", "Visa"),
        new("pm_card_mastercard", "5555555555554444", "mastercard", "Mastercard"),
        new("pm_card_jcb", "3566002020360505", "jcb", "JCB", Country: "JP"),
        new("pm_card_amex", "378282246310005", "amex", "American Express"),
        new("pm_card_jp", "4000003920000003", "visa", "Visa（日本）", Country: "JP"),
        new("pm_card_visa_chargeDeclined", "4000000000000002", "visa", "拒否される", "generic_decline"),
        new("pm_card_visa_chargeDeclinedInsufficientFunds", "4000000000009995", "visa", "残高不足", "insufficient_funds"),
        new("pm_card_visa_chargeDeclinedLostCard", "4000000000009987", "visa", "紛失カード", "lost_card"),
        new("pm_card_visa_chargeDeclinedStolenCard", "4000000000009979", "visa", "盗難カード", "stolen_card"),
        new("pm_card_chargeDeclinedExpiredCard", "4000000000000069", "visa", "期限切れ", "expired_card"),
        new("pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", "visa", "セキュリティコード誤り", "incorrect_cvc"),
        new("pm_card_chargeDeclinedProcessingError", "4000000000000119", "visa", "処理エラー", "processing_error"),
        new("pm_card_chargeCustomerFail", "4000000000000341", "visa", "登録できるが後で拒否", "generic_decline"),
        new("pm_card_authenticationRequiredOnSetup", "4000002500003155", "visa", "3Dセキュア（初回のみ）", Authentication: Authentication.UnlessSetUp),
        new("pm_card_authenticationRequired", "4000002760003184", "visa", "3Dセキュア（毎回）", Authentication: Authentication.Always),
        new("pm_card_threeDSecure2Required", "4000000000003220", "visa", "3Dセキュア2（必須）", Authentication: Authentication.Always),
        new("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "4000008260003178", "visa", "3Dセキュアの後、残高不足",
            "insufficient_funds", Authentication.Always),
        new("pm_card_createDispute", "4000000000000259", "visa", "支払い後に不審請求", Dispute: true),
    ];

    private static readonly FrozenDictionary<string, TestCard> ByAlias = All.ToFrozenDictionary(c => c.Alias);
    private static readonly FrozenDictionary<string, TestCard> ByNumber = All.ToFrozenDictionary(c => c.Number);

    public static TestCard? Alias(string alias) => ByAlias.GetValueOrDefault(alias);
    public static TestCard? Number(string number) => ByNumber.GetValueOrDefault(number);

    /// <summary>Luhn's check digit, as the card form checks it.</summary>
    public static bool IsNumber(string digits)
    {
        if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
