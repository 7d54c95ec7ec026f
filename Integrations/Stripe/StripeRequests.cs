using System.Diagnostics;
using System.Globalization;
using Commerce.Payments;

namespace Commerce.Integrations.Stripe;

using Form = List<KeyValuePair<string, string>>;

/// <summary>Payment tasks as Stripe's form-encoded requests. JPY has no decimals: one yen is <c>amount=1</c>.</summary>
internal static class StripeRequests
{
    private const string Intents = "v1/payment_intents";

    public static HttpRequestMessage For(string shop, PaymentTask task) => task.Verb switch
    {
        PaymentVerb.Create => Post(Intents, Create(shop, task)),
        PaymentVerb.Ask => Intent(task.IntentId!),
        PaymentVerb.Cancel => Post($"{Intents}/{task.IntentId}/cancel", [new("cancellation_reason", "abandoned"), .. Expand]),
        PaymentVerb.Capture => Post($"{Intents}/{task.IntentId}/capture", Capture(task)),
        PaymentVerb.Refund => Post("v1/refunds", Refund(shop, task)),
        _ => throw new UnreachableException($"payment verb {task.Verb}"),
    };

    public static HttpRequestMessage Intent(string intentId) =>
        Get($"{Intents}/{Uri.EscapeDataString(intentId)}?expand[]=latest_charge&expand[]=payment_method");

    /// <summary>What has been given back of this payment; an order has fewer refunds than a page has places.</summary>
    public static HttpRequestMessage Refunds(string intentId) =>
        Get($"v1/refunds?payment_intent={Uri.EscapeDataString(intentId)}&limit=100&expand[]=data.charge");

    /// <summary>Newest first; one is enough.</summary>
    public static HttpRequestMessage Disputes(string intentId) => Get($"v1/disputes?payment_intent={Uri.EscapeDataString(intentId)}&limit=1");

    /// <summary>The part of the platform's fee that goes back with a refund, to the yen; Stripe itself would work it out by proportion.</summary>
    public static HttpRequestMessage FeeRefund(string feeId, PaymentTask task) =>
        Post($"v1/application_fees/{feeId}/refunds", [new("amount", Digits(task.Fee)), new("metadata[task]", task.Key)]);

    public static HttpRequestMessage NewAccount(string shop) => Post("v1/accounts",
    [
        new("type", "express"), new("country", "JP"), new("metadata[shop]", shop),
        new("capabilities[card_payments][requested]", "true"), new("capabilities[konbini_payments][requested]", "true"),
        new("capabilities[transfers][requested]", "true"),
    ]);

    public static HttpRequestMessage NewLink(string accountId, OnboardRequest request) => Post("v1/account_links",
    [
        new("account", accountId), new("type", "account_onboarding"),
        new("return_url", request.ReturnUrl), new("refresh_url", request.RefreshUrl),
    ]);

    public static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    public static HttpRequestMessage Post(string path, IEnumerable<KeyValuePair<string, string>> form) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };

    private static Form Expand => [new("expand[0]", "latest_charge"), new("expand[1]", "payment_method")];

    private static Form Create(string shop, PaymentTask task)
    {
        var konbini = task.Method == PaymentMethod.Konbini;
        Form form =
        [
            new("amount", Digits(task.Amount)),
            new("currency", "jpy"),
            new("payment_method_types[0]", konbini ? "konbini" : "card"),
            new("capture_method", task.CaptureLater && !konbini ? "manual" : "automatic"),
            new("description", task.OrderNumber),
            .. Metadata(shop, task),
            new("metadata[order_number]", task.OrderNumber),
        ];
        if (konbini) form.Add(new("payment_method_options[konbini][expires_after_days]", task.DepositDays.ToString(CultureInfo.InvariantCulture)));
        if (task.PayerId is { } payer) form.Add(new("customer", payer));
        if (task.CardId is { } card) form.Add(new("payment_method", card));
        else if (task is { SaveCard: true, PayerId: not null } && !konbini) form.Add(new("setup_future_usage", "on_session"));
        if (task.Payee is { } payee) form.Add(new("transfer_data[destination]", payee));
        form.AddRange(Fee(task));
        form.AddRange(Expand);
        return form;
    }

    private static Form Capture(PaymentTask task)
    {
        Form form = [.. Fee(task), .. Expand];
        if (task.Amount > Yen.Zero) form.Add(new("amount_to_capture", Digits(task.Amount)));
        return form;
    }

    private static Form Refund(string shop, PaymentTask task)
    {
        Form form =
        [
            new("payment_intent", task.IntentId!),
            new("amount", Digits(task.Amount)),
            .. Metadata(shop, task),
            new("metadata[task]", task.Key),   // so that it can be found again
            new("expand[0]", "charge"),
        ];
        if (task.Payee is not null) form.Add(new("reverse_transfer", "true"));
        return form;
    }

    /// <summary>Stripe takes a fee of at least one yen, and only beside a connected account.</summary>
    private static Form Fee(PaymentTask task) =>
        task.Payee is not null && task.Fee > Yen.Zero ? [new("application_fee_amount", Digits(task.Fee))] : [];

    private static Form Metadata(string shop, PaymentTask task) => [new("metadata[shop]", shop), new("metadata[order_id]", task.OrderId)];

    private static string Digits(Yen amount) => amount.Amount.ToString(CultureInfo.InvariantCulture);
}
