using System.Net;
using System.Text.Json;
using Commerce.Payments;

namespace Commerce.Integrations.Stripe;

/// <summary>
/// The calls that this product makes of Stripe, by whichever client makes them. What the answers mean, and what becomes of none, is not
/// the client's affair: <see cref="StripeGateway"/>, <see cref="StripeWallets"/> and <see cref="StripePayees"/> read them all the same way.
/// </summary>
internal interface IStripeApi
{
    /// <summary>Whatever <see cref="PaymentTask.Verb"/> says.</summary>
    Task<StripeReply> PayAsync(string secret, string shop, PaymentTask task, string key, CancellationToken stop);

    Task<StripeReply> IntentAsync(string secret, string intentId, CancellationToken stop);

    /// <summary>What has been given back of a payment, each with its charge.</summary>
    Task<StripeReply> RefundsAsync(string secret, string intentId, CancellationToken stop);

    /// <summary>The newest dispute of a payment.</summary>
    Task<StripeReply> DisputesAsync(string secret, string intentId, CancellationToken stop);

    Task<StripeReply> RefundFeeAsync(string secret, string feeId, PaymentTask task, string key, CancellationToken stop);

    Task<StripeReply> OpenCustomerAsync(string secret, string shop, string customer, string key, CancellationToken stop);

    Task<StripeReply> CardAsync(string secret, string cardId, CancellationToken stop);

    Task<StripeReply> DetachAsync(string secret, string cardId, string key, CancellationToken stop);

    Task<StripeReply> OpenAccountAsync(string secret, string shop, string key, CancellationToken stop);

    Task<StripeReply> AccountAsync(string secret, string accountId, CancellationToken stop);

    Task<StripeReply> LinkAsync(string secret, string accountId, OnboardRequest request, string key, CancellationToken stop);
}

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

/// <summary>No answer came, or none that can be read: asking again with the same key finds out what happened.</summary>
internal static class StripeSilence
{
    public static bool Is(Exception e) => e is HttpRequestException or OperationCanceledException or IOException or JsonException;
}
