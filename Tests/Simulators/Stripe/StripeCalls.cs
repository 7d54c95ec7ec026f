using System.Text.Json;

namespace Commerce.Tests.Simulators.Stripe;

/// <summary>Calls a shop would make, said shortly.</summary>
internal static class StripeCalls
{
    public const string SecretKey = "sk_test_simulator";
    public const string PublishableKey = "pk_test_simulator";
    public const string WebhookSecret = "whsec_simulator";

    public static async Task<Answer> StripeAsync(
        this SimulatorHost host, string path, string form = "", string? key = null, string apiKey = SecretKey, string? account = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/sim/stripe/v1/" + path);
        if (request.Method == HttpMethod.Post) request.Content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        if (apiKey.Length > 0) request.Headers.Authorization = new("Bearer", apiKey);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (account is not null) request.Headers.Add("Stripe-Account", account);
        using var answer = await host.Http.SendAsync(request);
        return await Answer.ReadAsync(answer);
    }

    public static Task<Answer> StripeGetAsync(this SimulatorHost host, string path, string apiKey = SecretKey, string? account = null) =>
        host.StripeAsync(path, apiKey: apiKey, account: account, method: HttpMethod.Get);

    /// <summary>An intent over ¥3,000 confirmed with a test payment method.</summary>
    public static Task<Answer> PayAsync(this SimulatorHost host, string method = "pm_card_visa", string more = "", string? key = null) =>
        host.StripeAsync("payment_intents", $"amount=3000&currency=jpy&confirm=true&payment_method={method}&metadata[order_id]=A1{more}", key);

    public static Task<Answer> HoldAsync(this SimulatorHost host) => host.PayAsync(more: "&capture_method=manual");

    public static async Task<Answer> NewIntentAsync(this SimulatorHost host, string more = "") =>
        await host.StripeAsync("payment_intents", "amount=3000&currency=jpy" + more);

    public static async Task<JsonElement> ChargeAsync(this SimulatorHost host, Answer intent) =>
        (await host.StripeGetAsync("charges/" + intent.Text("latest_charge"))).Body;
}
