using System.Diagnostics;
using System.Text.Json;
using Commerce.Payments;
using Stripe;

namespace Commerce.Integrations.Stripe;

/// <summary>
/// The same calls by Stripe's own package. It repeats nothing by itself: what is asked again, and under which key, is the order's decision.
/// </summary>
internal sealed class StripeNet(IHttpClientFactory clients) : IStripeApi
{
    private static readonly List<string> WithCharge = ["latest_charge", "payment_method"];

    public Task<StripeReply> PayAsync(string secret, string shop, PaymentTask task, string key, CancellationToken stop) => task.Verb switch
    {
        PaymentVerb.Create => CallAsync(secret, key, (stripe, how) => Intents(stripe).CreateAsync(StripeNetRequests.Create(shop, task), how, stop)),
        PaymentVerb.Ask => IntentAsync(secret, task.IntentId!, stop),
        PaymentVerb.Cancel => CallAsync(secret, key, (stripe, how) => Intents(stripe).CancelAsync(
            task.IntentId, new() { CancellationReason = "abandoned", Expand = WithCharge }, how, stop)),
        PaymentVerb.Capture => CallAsync(secret, key, (stripe, how) => Intents(stripe).CaptureAsync(
            task.IntentId, StripeNetRequests.Capture(task), how, stop)),
        PaymentVerb.Refund => CallAsync(secret, key, (stripe, how) => new RefundService(stripe).CreateAsync(StripeNetRequests.Refund(shop, task), how, stop)),
        _ => throw new UnreachableException($"payment verb {task.Verb}"),
    };

    public Task<StripeReply> IntentAsync(string secret, string intentId, CancellationToken stop) =>
        CallAsync(secret, null, (stripe, how) => Intents(stripe).GetAsync(intentId, new() { Expand = WithCharge }, how, stop));

    public Task<StripeReply> RefundsAsync(string secret, string intentId, CancellationToken stop) => CallAsync(secret, null, (stripe, how) =>
        new RefundService(stripe).ListAsync(new() { PaymentIntent = intentId, Limit = 100, Expand = ["data.charge"] }, how, stop));

    public Task<StripeReply> DisputesAsync(string secret, string intentId, CancellationToken stop) => CallAsync(secret, null, (stripe, how) =>
        new DisputeService(stripe).ListAsync(new() { PaymentIntent = intentId, Limit = 1 }, how, stop));

    public Task<StripeReply> RefundFeeAsync(string secret, string feeId, PaymentTask task, string key, CancellationToken stop) =>
        CallAsync(secret, key, (stripe, how) => new ApplicationFeeRefundService(stripe).CreateAsync(
            feeId, new() { Amount = task.Fee.Amount, Metadata = new() { ["task"] = task.Key } }, how, stop));

    public Task<StripeReply> OpenCustomerAsync(string secret, string shop, string customer, string key, CancellationToken stop) =>
        CallAsync(secret, key, (stripe, how) => new CustomerService(stripe).CreateAsync(
            new() { Metadata = new() { ["shop"] = shop, ["customer"] = customer } }, how, stop));

    public Task<StripeReply> CardAsync(string secret, string cardId, CancellationToken stop) =>
        CallAsync(secret, null, (stripe, how) => new PaymentMethodService(stripe).GetAsync(cardId, null, how, stop));

    public Task<StripeReply> DetachAsync(string secret, string cardId, string key, CancellationToken stop) =>
        CallAsync(secret, key, (stripe, how) => new PaymentMethodService(stripe).DetachAsync(cardId, null, how, stop));

    public Task<StripeReply> OpenAccountAsync(string secret, string shop, string key, CancellationToken stop) =>
        CallAsync(secret, key, (stripe, how) => new AccountService(stripe).CreateAsync(StripeNetRequests.NewAccount(shop), how, stop));

    public Task<StripeReply> AccountAsync(string secret, string accountId, CancellationToken stop) =>
        CallAsync(secret, null, (stripe, how) => new AccountService(stripe).GetAsync(accountId, null, how, stop));

    public Task<StripeReply> LinkAsync(string secret, string accountId, OnboardRequest request, string key, CancellationToken stop) =>
        CallAsync(secret, key, (stripe, how) => new AccountLinkService(stripe).CreateAsync(
            new() { Account = accountId, Type = "account_onboarding", ReturnUrl = request.ReturnUrl, RefreshUrl = request.RefreshUrl }, how, stop));

    private static PaymentIntentService Intents(IStripeClient stripe) => new(stripe);

    private async Task<StripeReply> CallAsync<T>(string secret, string? key, Func<IStripeClient, RequestOptions, Task<T>> call) where T : IStripeEntity
    {
        var http = clients.CreateClient(StripeRest.Client);
        var stripe = new StripeClient(
            secret, httpClient: new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false), apiBase: http.BaseAddress!.ToString().TrimEnd('/'));
        try
        {
            return Reply((await call(stripe, new() { IdempotencyKey = key })).StripeResponse);
        }
        catch (StripeException refused) when (refused.StripeResponse is { } response)
        {
            return Reply(response);
        }
        catch (StripeException lost)
        {
            throw new HttpRequestException(lost.Message, lost);
        }
    }

    private static StripeReply Reply(StripeResponse response)
    {
        using var body = JsonDocument.Parse(response.Content);
        return new(response.StatusCode, body.RootElement.Clone(), response.RequestId, response.Headers.Contains("Idempotent-Replayed"));
    }
}
