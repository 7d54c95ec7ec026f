using System.Diagnostics;
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
        using var span = Telemetry.Source.StartActivity("stripe", ActivityKind.Client)?.SetTag("commerce.verb", task.Verb.ToString());
        try
        {
            var secret = secrets.Open(channels.StripeSecret);
            var reply = await SendAsync(secret, StripeRequests.For(shop, task), task.Key, stop);
            if (reply.IsKeptFailure) reply = await AnewAsync(secret, shop, task, reply, stop);
            if (reply.Status == HttpStatusCode.OK) return StripeAnswers.Of(task, reply.Body);

            var error = StripeAnswers.Code(reply.Body);
            NotDone(task.Verb, task.OrderId, (int)reply.Status, error, reply.RequestId);
            return IsFinal(reply.Status) ? StripeAnswers.Rejected(task, error) : StripeAnswers.Unknown(task);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            // It may have been done: asking again with the same key finds out.
            NoAnswer(e, task.Verb, task.OrderId);
            return StripeAnswers.Unknown(task);
        }
    }

    /// <summary>
    /// Stripe keeps a 500 that it answered once it had begun, and gives it again for a day: the key will never tell. Whether a refund
    /// was made is looked up, since a second one would be paid; opening, capturing and cancelling twice changes nothing, so they just
    /// go out under a second key, and what was done already is refused, which makes the order ask.
    /// </summary>
    private async Task<StripeReply> AnewAsync(string secret, string shop, PaymentTask task, StripeReply kept, CancellationToken stop)
    {
        if (task.Verb == PaymentVerb.Refund)
        {
            var made = await SendAsync(secret, StripeRequests.Refunds(task), key: null, stop);
            if (made.Status != HttpStatusCode.OK) return kept;
            if (StripeAnswers.RefundOf(task, made.Body) is { } refund) return made with { Body = refund };
        }

        return await SendAsync(secret, StripeRequests.For(shop, task), task.Key + ".2", stop);
    }

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

    /// <summary>
    /// Only a request that was understood and refused is final. A wrong key (401, 403) is the operator's to mend, a key in use (409),
    /// a rate (429) and a 5xx pass: all of them are asked again.
    /// </summary>
    private static bool IsFinal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound;

    private static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;

    private readonly record struct StripeReply(HttpStatusCode Status, JsonElement Body, string? RequestId, bool Replayed)
    {
        public bool IsKeptFailure => Replayed && Status >= HttpStatusCode.InternalServerError;
    }

    [LoggerMessage(4201, LogLevel.Warning, "Stripe did not {Verb} for order {Order}: status {Status}, {Error}, request {Request}")]
    private partial void NotDone(PaymentVerb verb, string order, int status, string? error, string? request);

    [LoggerMessage(4202, LogLevel.Warning, "Stripe did not answer to {Verb} for order {Order}")]
    private partial void NoAnswer(Exception cause, PaymentVerb verb, string order);
}
