using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Commerce.Integrations.Stripe;

/// <summary>An answer of the API, whatever it says.</summary>
internal readonly record struct StripeReply(HttpStatusCode Status, JsonElement Body, string? RequestId, bool Replayed)
{
    public bool IsOk => Status == HttpStatusCode.OK;

    /// <summary>
    /// Stripe keeps a 500 that it answered once it had begun, and gives it again for a day: the key will never tell. The same goes for a
    /// key that was used before a setting changed: what goes out now is not what went out then.
    /// </summary>
    public bool NeedsNewKey => (Replayed && Status >= HttpStatusCode.InternalServerError)
        || (Status == HttpStatusCode.BadRequest && StripeAnswers.ErrorType(Body) == "idempotency_error");

    /// <summary>
    /// Only a request that was understood and refused is final. A wrong key (401, 403) is the operator's to mend, a key in use (409),
    /// a rate (429) and a 5xx pass: all of them are asked again.
    /// </summary>
    public bool IsFinal => Status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound;
}

/// <summary>Carries requests to Stripe's REST API (version <see cref="Version"/>) and answers back. Writes nothing down.</summary>
internal sealed class StripeWire(IHttpClientFactory clients)
{
    public const string Client = "stripe";

    /// <summary>The API version that requests are written for and answers are read by.</summary>
    public const string Version = "2026-07-29.dahlia";

    /// <param name="key">The idempotency key of a POST; reading needs none.</param>
    /// <exception cref="HttpRequestException">Or another of <see cref="IsSilence"/>: it may have been done.</exception>
    public async Task<StripeReply> SendAsync(string secret, HttpRequestMessage request, string? key, CancellationToken stop)
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

    /// <summary>No answer came, or none that can be read: asking again with the same key finds out what happened.</summary>
    public static bool IsSilence(Exception e) => e is HttpRequestException or OperationCanceledException or IOException or JsonException;

    private static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;
}
