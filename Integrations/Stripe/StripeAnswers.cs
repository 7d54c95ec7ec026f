using System.Text.Json;
using Commerce.Payments;
using static Commerce.Integrations.Stripe.StripeFields;

namespace Commerce.Integrations.Stripe;

/// <summary>What Stripe's objects mean for an order. Pure; unknown fields and new statuses are no reason to fall over.</summary>
internal static class StripeAnswers
{
    /// <summary>A voucher that nobody paid in time leaves the payment open, with this word.</summary>
    public const string VoucherExpired = "payment_intent_payment_attempt_expired";

    public static GatewayAnswer Of(PaymentTask task, JsonElement body) =>
        task.Verb == PaymentVerb.Refund ? OfRefund(task, body) : OfIntent(task, body);

    public static GatewayAnswer Rejected(PaymentTask task, string? code) => Without(task, PaymentStanding.Rejected, code);

    public static GatewayAnswer Unknown(PaymentTask task) => Without(task, PaymentStanding.Unknown, null);

    public static GatewayAnswer With(GatewayAnswer answer, JsonElement? dispute) => dispute is not { } found ? answer : answer with
    {
        Answer = answer.Answer with
        {
            Dispute = new(Text(found, "id")!, Text(found, "status") ?? "", Text(found, "reason") ?? "", new(Number(found, "amount")),
                Find(found, "evidence_details") is { } evidence ? Moment(evidence, "due_by") : null),
        },
    };

    /// <summary>The decline code of a card error, or the error's own code.</summary>
    public static string? Code(JsonElement body) =>
        Find(body, "error") is { } error ? Text(error, "decline_code") ?? Text(error, "code") ?? Text(error, "type") : null;

    public static string? ErrorType(JsonElement body) => Find(body, "error") is { } error ? Text(error, "type") : null;

    public static bool IsDisputed(JsonElement intent) => Charge(intent) is { } charge && Find(charge, "disputed") is { ValueKind: JsonValueKind.True };

    /// <summary>The fee of the charge that a refund was made for.</summary>
    public static string? FeeOf(JsonElement refund) => Find(refund, "charge") is { ValueKind: JsonValueKind.Object } charge ? Text(charge, "application_fee") : null;

    /// <summary>The refund that was made for this task, out of a list of refunds.</summary>
    public static JsonElement? RefundOf(PaymentTask task, JsonElement list) =>
        Rows(list).FirstOrDefault(r => Find(r, "metadata") is { } noted && Text(noted, "task") == task.Key) is { ValueKind: JsonValueKind.Object } made ? made : null;

    public static JsonElement? FirstOf(JsonElement list) => Rows(list).FirstOrDefault() is { ValueKind: JsonValueKind.Object } first ? first : null;

    private static GatewayAnswer OfIntent(PaymentTask task, JsonElement intent)
    {
        var charge = Charge(intent);
        var declined = Find(intent, "last_payment_error");
        var voucher = Voucher(intent);
        var answer = new PaymentAnswer(
            task.Verb, task.Key, voucher is null ? Standing(Text(intent, "status")) : PaymentStanding.AwaitingDeposit, Text(intent, "id"),
            new(Number(intent, "amount_received")), Refunded(charge), CaptureBefore(charge),
            declined is { } error ? Text(error, "decline_code") ?? Text(error, "code") : null, voucher, Payee: task.Payee);
        return new(answer, Text(intent, "client_secret"), CardId(intent), Method(intent), Kept(intent));
    }

    /// <summary>Pending refunds are on their way; only a failed or cancelled one is not.</summary>
    private static GatewayAnswer OfRefund(PaymentTask task, JsonElement refund) => Text(refund, "status") is "failed" or "canceled"
        ? Rejected(task, Text(refund, "failure_reason"))
        : Without(task, PaymentStanding.Captured, null);

    private static PaymentStanding Standing(string? status) => status switch
    {
        "requires_payment_method" or "requires_confirmation" or "requires_action" or "processing" => PaymentStanding.Open,
        "requires_capture" => PaymentStanding.Authorised,
        "succeeded" => PaymentStanding.Captured,
        "canceled" => PaymentStanding.Cancelled,
        _ => PaymentStanding.Unknown,
    };

    private static DepositVoucher? Voucher(JsonElement intent) =>
        Text(intent, "status") == "requires_action" && Find(intent, "next_action") is { } action && Find(action, "konbini_display_details") is { } details
        && Moment(details, "expires_at") is { } until ? new(Text(details, "hosted_voucher_url") ?? "", until) : null;

    private static PaymentMethod Method(JsonElement intent) =>
        Find(intent, "payment_method_types") is { ValueKind: JsonValueKind.Array } types && types.EnumerateArray().Any(t => t.ValueEquals("konbini"))
            ? PaymentMethod.Konbini : PaymentMethod.Card;

    /// <summary>The card that waits to be confirmed, for a payment by a saved card.</summary>
    private static string? CardId(JsonElement intent) =>
        Text(intent, "status") is "requires_confirmation" or "requires_action" && Find(intent, "payment_method") is { } method && Text(method, "type") is "card"
            ? Text(method, "id") : null;

    /// <summary>A paid intent with a customer that was to keep its card has kept it.</summary>
    private static SavedCard? Kept(JsonElement intent) =>
        Text(intent, "status") is "succeeded" or "requires_capture" && Find(intent, "setup_future_usage") is not null && Find(intent, "customer") is not null
        && Find(intent, "payment_method") is { ValueKind: JsonValueKind.Object } method && Find(method, "card") is { } card && Text(method, "id") is { } id
            ? new(id, Text(card, "brand") ?? "", Text(card, "last4") ?? "", (int)Number(card, "exp_month"), (int)Number(card, "exp_year")) : null;

    private static JsonElement? Charge(JsonElement intent) => Find(intent, "latest_charge") is { ValueKind: JsonValueKind.Object } expanded ? expanded : null;

    // An authorisation that is released counts as refunded at Stripe, though nobody ever paid.
    private static Yen Refunded(JsonElement? charge) =>
        charge is { } paid && Find(paid, "captured") is { ValueKind: JsonValueKind.True } ? new(Number(paid, "amount_refunded")) : Yen.Zero;

    private static DateTimeOffset? CaptureBefore(JsonElement? charge) =>
        charge is { } paid && Find(paid, "payment_method_details") is { } details && Find(details, "card") is { } card ? Moment(card, "capture_before") : null;

    private static GatewayAnswer Without(PaymentTask task, PaymentStanding standing, string? code) =>
        new(new(task.Verb, task.Key, standing, task.IntentId, Yen.Zero, Yen.Zero, null, code, Payee: task.Payee), null);
}
