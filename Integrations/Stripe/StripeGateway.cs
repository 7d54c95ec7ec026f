using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.Logging;

namespace Commerce.Integrations.Stripe;

/// <summary>Stripe's REST API for PaymentIntents and refunds (API reference, version <see cref="Version"/>).</summary>
internal sealed partial class StripeGateway(IHttpClientFactory clients, ISecretBox secrets, ILogger<StripeGateway> log) : IPaymentGateway
{
    public const string Client = "stripe";

    /// <summary>The API version that requests are written for and answers are read by.</summary>
    public const string Version = "2026-07-29.dahlia";

    public async Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop)
    {
        try
        {
            using var request = StripeRequests.For(shop, task);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets.Open(channels.StripeSecret));
            request.Headers.Add("Stripe-Version", Version);
            if (request.Method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", task.Key);
            using var reply = await clients.CreateClient(Client).SendAsync(request, stop);
            using var body = await JsonDocument.ParseAsync(await reply.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            if (reply.IsSuccessStatusCode) return StripeAnswers.Of(task, body.RootElement);

            var error = StripeAnswers.Code(body.RootElement);
            NotDone(task.Verb, task.OrderId, (int)reply.StatusCode, error, RequestId(reply));
            return IsFinal(reply.StatusCode) ? StripeAnswers.Rejected(task, error) : StripeAnswers.Unknown(task);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            // It may have been done: asking again with the same key finds out.
            NoAnswer(e, task.Verb, task.OrderId);
            return StripeAnswers.Unknown(task);
        }
    }

    /// <summary>
    /// Only a request that was understood and refused is final. A wrong key (401, 403) is the operator's to mend, a key in use (409),
    /// a rate (429) and a 5xx pass: all of them are asked again.
    /// </summary>
    private static bool IsFinal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound;

    private static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;

    [LoggerMessage(1, LogLevel.Warning, "Stripe did not {Verb} for order {Order}: status {Status}, {Error}, request {Request}")]
    private partial void NotDone(PaymentVerb verb, string order, int status, string? error, string? request);

    [LoggerMessage(2, LogLevel.Warning, "Stripe did not answer to {Verb} for order {Order}")]
    private partial void NoAnswer(Exception cause, PaymentVerb verb, string order);
}
