using System.Net.Http.Headers;
using System.Text.Json;
using Commerce.Payments;
using static Commerce.Integrations.Stripe.StripeRequests;

namespace Commerce.Integrations.Stripe;

/// <summary>Our own client of Stripe's REST API (version <see cref="Version"/>): form-encoded requests, JSON answers. Writes nothing down.</summary>
internal sealed class StripeRest(IHttpClientFactory clients) : IStripeApi
{
    public const string Client = "stripe";

    /// <summary>The API version that requests are written for and answers are read by.</summary>
    private const string Version = "2026-07-29.dahlia";

    public Task<StripeReply> PayAsync(string secret, string shop, PaymentTask task, string key, CancellationToken stop) =>
        SendAsync(secret, For(shop, task), key, stop);

    public Task<StripeReply> IntentAsync(string secret, string intentId, CancellationToken stop) => SendAsync(secret, Intent(intentId), null, stop);

    public Task<StripeReply> RefundsAsync(string secret, string intentId, CancellationToken stop) => SendAsync(secret, Refunds(intentId), null, stop);

    public Task<StripeReply> DisputesAsync(string secret, string intentId, CancellationToken stop) => SendAsync(secret, Disputes(intentId), null, stop);

    public Task<StripeReply> RefundFeeAsync(string secret, string feeId, PaymentTask task, string key, CancellationToken stop) =>
        SendAsync(secret, FeeRefund(feeId, task), key, stop);

    public Task<StripeReply> OpenCustomerAsync(string secret, string shop, string customer, string key, CancellationToken stop) =>
        SendAsync(secret, Post("v1/customers", [new("metadata[shop]", shop), new("metadata[customer]", customer)]), key, stop);

    public Task<StripeReply> CardAsync(string secret, string cardId, CancellationToken stop) =>
        SendAsync(secret, Get($"v1/payment_methods/{Uri.EscapeDataString(cardId)}"), null, stop);

    public Task<StripeReply> DetachAsync(string secret, string cardId, string key, CancellationToken stop) =>
        SendAsync(secret, Post($"v1/payment_methods/{Uri.EscapeDataString(cardId)}/detach", []), key, stop);

    public Task<StripeReply> OpenAccountAsync(string secret, string shop, string key, CancellationToken stop) =>
        SendAsync(secret, NewAccount(shop), key, stop);

    public Task<StripeReply> AccountAsync(string secret, string accountId, CancellationToken stop) =>
        SendAsync(secret, Get("v1/accounts/" + Uri.EscapeDataString(accountId)), null, stop);

    public Task<StripeReply> LinkAsync(string secret, string accountId, OnboardRequest request, string key, CancellationToken stop) =>
        SendAsync(secret, NewLink(accountId, request), key, stop);

    private async Task<StripeReply> SendAsync(string secret, HttpRequestMessage request, string? key, CancellationToken stop)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            request.Headers.Add("Stripe-Version", Version);
            if (request.Method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", key);
            using var reply = await clients.CreateClient(Client).SendAsync(request, stop);
            using var body = await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            return new(reply.StatusCode, body.RootElement.Clone(), RequestId(reply), reply.Headers.Contains("Idempotent-Replayed"));
        }
    }

    private static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;
}
