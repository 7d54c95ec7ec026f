using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// Turns what a call brings (a test alias, a known payment method, or card fields typed into the hosted form) into a stored method.
/// Numbers are looked at and dropped: only brand and last four stay, and which test card it is.
/// </summary>
internal sealed class CardIntake(StripeBooks books)
{
    private static readonly StripeError RawNumber = StripeError.Invalid(
        "Sending credit card numbers directly to the API is unsafe. Use a test payment method such as pm_card_visa, or the hosted card form.");

    /// <summary>Null and no error when the call names no method.</summary>
    public (StoredMethod? Method, StripeReply? Refusal) Take(StripeCall call, string stem = "payment_method_data")
    {
        if (call.Form.Text("payment_method") is { } id) return Known(call, id);
        if (!call.Form.HasBelow(stem) && !call.Form.HasBelow("card")) return default;
        if (call.Form.Text(stem + "[type]") == "konbini") return Konbini(call, stem + "[billing_details]");
        if (!call.Publishable) return (null, StripeReply.Refused(RawNumber));
        return Typed(call, call.Form.HasBelow(stem) ? stem + "[card]" : "card");
    }

    public static StripeError? JudgeOwner(StoredMethod? method, string? customer) =>
        method?.Wire.Customer is { } owner && owner != customer
            ? StripeError.Invalid("The provided PaymentMethod belongs to a customer. Include that customer in the request.", null, "payment_method")
            : null;

    private (StoredMethod?, StripeReply?) Known(StripeCall call, string id)
    {
        if (TestCards.Alias(id) is { } card) return (Store(call, card, 12, call.Now.Year + 5), null);
        if (books.Methods.Find(id) is { } stored && stored.Account == call.Account) return (stored, null);
        return (null, StripeReply.Refused(StripeError.NotFound("PaymentMethod", id, "payment_method")));
    }

    private (StoredMethod?, StripeReply?) Typed(StripeCall call, string stem)
    {
        var number = new string([.. (call.Form.Text(stem + "[number]") ?? "").Where(char.IsAsciiDigit)]);
        if (!TestCards.IsNumber(number)) return Refuse("incorrect_number", "Your card number is invalid.", "number");
        if (TestCards.Number(number) is not { } card)
            return Refuse("card_declined", "Your card was declined. Only test cards work here.", "number", "test_mode_live_card");

        if (!Number(call, stem + "[exp_month]", out var month) || month is < 1 or > 12)
            return Refuse("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
        if (!Number(call, stem + "[exp_year]", out var year)) return Refuse("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
        if (year < 100) year += 2000;
        if (year < call.Now.Year || year > call.Now.Year + 50 || (year == call.Now.Year && month < call.Now.Month))
            return Refuse("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");

        var cvc = call.Form.Text(stem + "[cvc]") ?? "";
        if (!cvc.All(char.IsAsciiDigit) || cvc.Length != (card.Brand == "amex" ? 4 : 3))
            return Refuse("invalid_cvc", "Your card's security code is invalid.", "cvc");
        return (Store(call, card, month, year), null);
    }

    /// <summary>A voucher is made out to a name and a mail address ("Konbini payments").</summary>
    private (StoredMethod?, StripeReply?) Konbini(StripeCall call, string stem)
    {
        foreach (var field in (string[])["name", "email"])
            if (call.Form.Text($"{stem}[{field}]", 512) is null) return (null, StripeReply.Refused(StripeError.Missing($"billing_details[{field}]")));
        var details = new BillingDetails(call.Form.Text(stem + "[name]"), call.Form.Text(stem + "[email]"), call.Form.Text(stem + "[phone]"));
        var wire = new PaymentMethod { Id = Ids.Random("pm_1", 23), Type = "konbini", BillingDetails = details, Created = call.Now.ToUnixTimeSeconds() };
        var stored = new StoredMethod(wire, "konbini", SetUp: false, call.Account);
        books.Log.Append([.. books.Put(stored)]);
        return (stored, null);
    }

    private StoredMethod Store(StripeCall call, TestCard card, int month, int year)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(card.Number)))[..16];
        var details = new CardDetails(card.Brand, card.Last4, month, year, "credit", card.Country, fingerprint);
        var wire = new PaymentMethod { Id = Ids.Random("pm_1", 23), Card = details, Created = call.Now.ToUnixTimeSeconds() };
        var stored = new StoredMethod(wire, card.Alias, SetUp: false, call.Account);
        books.Log.Append([.. books.Put(stored)]);
        return stored;
    }

    private static bool Number(StripeCall call, string path, out int number) =>
        int.TryParse(call.Form.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static (StoredMethod?, StripeReply?) Refuse(string code, string message, string param, string? decline = null) =>
        (null, new(402, new ErrorBody(new() { Type = "card_error", Code = code, DeclineCode = decline, Message = message, Param = param }), Executed: false));
}
