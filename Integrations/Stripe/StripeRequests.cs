using System.Diagnostics;
using System.Globalization;
using Commerce.Payments;

namespace Commerce.Integrations.Stripe;

/// <summary>Payment tasks as Stripe's form-encoded requests. JPY has no decimals: one yen is <c>amount=1</c>.</summary>
internal static class StripeRequests
{
    private const string Intents = "v1/payment_intents";

    /// <summary>Which task a refund was made for, so that it can be found again.</summary>
    private const string TaskMetadata = "metadata[task]";

    public static HttpRequestMessage For(string shop, PaymentTask task) => task.Verb switch
    {
        PaymentVerb.Create => Post(Intents, Create(shop, task)),
        PaymentVerb.Ask => new(HttpMethod.Get, $"{Intents}/{task.IntentId}?expand[]=latest_charge"),
        PaymentVerb.Cancel => Post($"{Intents}/{task.IntentId}/cancel", [new("cancellation_reason", "abandoned"), Expand]),
        PaymentVerb.Capture => Post($"{Intents}/{task.IntentId}/capture", [Expand]),
        PaymentVerb.Refund => Post("v1/refunds", [new("payment_intent", task.IntentId!), new("amount", Digits(task.Amount)), new(TaskMetadata, task.Key)]),
        _ => throw new UnreachableException($"payment verb {task.Verb}"),
    };

    /// <summary>What has been given back of this payment; an order has fewer refunds than a page has places.</summary>
    public static HttpRequestMessage Refunds(PaymentTask task) => new(HttpMethod.Get, $"v1/refunds?payment_intent={task.IntentId}&limit=100");

    private static KeyValuePair<string, string> Expand => new("expand[0]", "latest_charge");

    private static KeyValuePair<string, string>[] Create(string shop, PaymentTask task) =>
    [
        new("amount", Digits(task.Amount)),
        new("currency", "jpy"),
        new("payment_method_types[0]", "card"),
        new("capture_method", task.CaptureLater ? "manual" : "automatic"),
        new("description", task.OrderNumber),
        new("metadata[shop]", shop),
        new("metadata[order_id]", task.OrderId),
        new("metadata[order_number]", task.OrderNumber),
    ];

    private static HttpRequestMessage Post(string path, KeyValuePair<string, string>[] form) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };

    private static string Digits(Yen amount) => amount.Amount.ToString(CultureInfo.InvariantCulture);
}
