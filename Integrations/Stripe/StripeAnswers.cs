using System.Text.Json;
using Commerce.Payments;

namespace Commerce.Integrations.Stripe;

/// <summary>What Stripe's objects mean for an order. Pure; unknown fields and new statuses are no reason to fall over.</summary>
internal static class StripeAnswers
{
    public static GatewayAnswer Of(PaymentTask task, JsonElement body) =>
        task.Verb == PaymentVerb.Refund ? OfRefund(task, body) : OfIntent(task, body);

    public static GatewayAnswer Rejected(PaymentTask task, string? code) => Without(task, PaymentStanding.Rejected, code);

    public static GatewayAnswer Unknown(PaymentTask task) => Without(task, PaymentStanding.Unknown, null);

    /// <summary>The decline code of a card error, or the error's own code.</summary>
    public static string? Code(JsonElement body) =>
        Find(body, "error") is { } error ? Text(error, "decline_code") ?? Text(error, "code") ?? Text(error, "type") : null;

    /// <summary>The refund that was made for this task, out of a list of refunds.</summary>
    public static JsonElement? RefundOf(PaymentTask task, JsonElement list) =>
        Find(list, "data") is { ValueKind: JsonValueKind.Array } refunds
        && refunds.EnumerateArray().FirstOrDefault(r => Find(r, "metadata") is { } noted && Text(noted, "task") == task.Key) is { ValueKind: JsonValueKind.Object } made
            ? made : null;

    private static GatewayAnswer OfIntent(PaymentTask task, JsonElement intent)
    {
        var charge = Find(intent, "latest_charge") is { ValueKind: JsonValueKind.Object } expanded ? expanded : (JsonElement?)null;
        var declined = Find(intent, "last_payment_error");
        var answer = new PaymentAnswer(
            task.Verb, task.Key, Standing(Text(intent, "status")), Text(intent, "id"),
            new(Number(intent, "amount_received")), Refunded(charge), CaptureBefore(charge),
            declined is { } error ? Text(error, "decline_code") ?? Text(error, "code") : null);
        return new(answer, Text(intent, "client_secret"));
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

    // An authorisation that is released counts as refunded at Stripe, though nobody ever paid.
    private static Yen Refunded(JsonElement? charge) =>
        charge is { } paid && Find(paid, "captured") is { ValueKind: JsonValueKind.True } ? new(Number(paid, "amount_refunded")) : Yen.Zero;

    private static DateTimeOffset? CaptureBefore(JsonElement? charge) =>
        charge is { } paid && Find(paid, "payment_method_details") is { } details && Find(details, "card") is { } card
        && Number(card, "capture_before") is > 0 and var unix ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;

    private static GatewayAnswer Without(PaymentTask task, PaymentStanding standing, string? code) =>
        new(new(task.Verb, task.Key, standing, task.IntentId, Yen.Zero, Yen.Zero, null, code), null);

    private static JsonElement? Find(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static string? Text(JsonElement from, string name) => Find(from, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static long Number(JsonElement from, string name) =>
        Find(from, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;
}
