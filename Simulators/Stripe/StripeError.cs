using System.Text.Json.Serialization;

namespace Commerce.Simulators.Stripe;

/// <summary>The API's error object ("Errors"). Absent fields stay off the wire, as with Stripe.</summary>
internal sealed record StripeError
{
    public required string Type { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Code { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? DeclineCode { get; init; }
    public required string Message { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Param { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Charge { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? AdviceCode { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PaymentIntent? PaymentIntent { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PaymentMethod? PaymentMethod { get; init; }

    public static StripeError Invalid(string message, string? code = null, string? param = null) =>
        new() { Type = "invalid_request_error", Code = code, Message = message, Param = param };

    public static StripeError Missing(string param) =>
        Invalid($"Missing required param: {param}.", "parameter_missing", param);

    public static StripeError NotFound(string what, string id, string param) =>
        Invalid($"No such {what}: '{id}'", "resource_missing", param);

    public static StripeError WrongState(string message, PaymentIntent intent) =>
        Invalid(message, "payment_intent_unexpected_state") with { PaymentIntent = intent };

    public static readonly StripeError Internal = new() { Type = "api_error", Message = "An unknown error occurred." };
}

/// <summary>
/// An answer of the API. <paramref name="Executed"/> says that the endpoint began its work: only then does an idempotency key
/// keep the answer ("Idempotent requests").
/// </summary>
internal sealed record StripeReply(int Status, object Body, bool Executed = true)
{
    public static StripeReply Ok(object body) => new(200, body);

    /// <summary>Refused before anything was done: a parameter, a missing object.</summary>
    public static StripeReply Refused(StripeError error, int? status = null) =>
        new(status ?? (error.Code == "resource_missing" ? 404 : 400), new ErrorBody(error), Executed: false);

    /// <summary>Done, and the answer is no: a declined card, a state that does not allow it.</summary>
    public static StripeReply Failed(StripeError error) => new(error.Type == "card_error" ? 402 : 400, new ErrorBody(error));
}

internal sealed record ErrorBody(StripeError Error);
