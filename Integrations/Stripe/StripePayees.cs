using System.Text.Json;
using Commerce.Payments;
using Microsoft.Extensions.Logging;
using static Commerce.Integrations.Stripe.StripeFields;

namespace Commerce.Integrations.Stripe;

/// <summary>Connected accounts (Express, Japan). Answers with a link in them are read and passed on, never written down.</summary>
internal sealed partial class StripePayees(IStripeApi stripe, StripeKeys keys, ILogger<StripePayees> log) : IPayeeGateway
{
    public Task<GatewayReply<PayeeAccount>> OpenAsync(string shop, DateTimeOffset now, CancellationToken stop) =>
        AskAsync("open an account", () => stripe.OpenAccountAsync(keys.Platform, shop, $"payee.{shop}", stop), body => Account(body, now));

    public Task<GatewayReply<PayeeAccount>> AskAsync(string accountId, DateTimeOffset now, CancellationToken stop) =>
        AskAsync("read an account", () => stripe.AccountAsync(keys.Platform, accountId, stop), body => Account(body, now));

    /// <summary>Each link has a key of its own: a second one is wanted whenever the first was used.</summary>
    public Task<GatewayReply<OnboardingLink>> LinkAsync(string accountId, OnboardRequest request, CancellationToken stop) => AskAsync(
        "make an onboarding link",
        () => stripe.LinkAsync(keys.Platform, accountId, request, $"link.{Guid.CreateVersion7():N}", stop),
        body => Text(body, "url") is { } url && Moment(body, "expires_at") is { } ends ? new OnboardingLink(url, ends) : null);

    private static PayeeAccount? Account(JsonElement body, DateTimeOffset now)
    {
        if (Text(body, "id") is not { } id) return null;
        var can = Find(body, "capabilities") ?? default;
        var wants = Find(body, "requirements") ?? default;
        return new(id, Is(body, "charges_enabled"), Is(body, "payouts_enabled"), Is(body, "details_submitted"),
            Text(can, "card_payments"), Text(can, "konbini_payments"), Text(can, "transfers"),
            Find(wants, "currently_due") is { ValueKind: JsonValueKind.Array } due ? [.. due.EnumerateArray().Select(d => d.ToString())] : [],
            Text(wants, "disabled_reason"), now);
    }

    private async Task<GatewayReply<T>> AskAsync<T>(string what, Func<Task<StripeReply>> send, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            var reply = await send();
            if (reply.IsOk) return new(read(reply.Body), null);
            var code = StripeAnswers.Code(reply.Body);
            NotDone(what, (int)reply.Status, code, reply.RequestId);
            return reply.IsFinal && !reply.NeedsNewKey ? new(null, code ?? "refused") : GatewayReply<T>.Unknown;
        }
        catch (Exception e) when (StripeSilence.Is(e))
        {
            NoAnswer(e, what);
            return GatewayReply<T>.Unknown;
        }
    }

    [LoggerMessage(4206, LogLevel.Warning, "Stripe did not {What}: status {Status}, {Error}, request {Request}")]
    private partial void NotDone(string what, int status, string? error, string? request);

    [LoggerMessage(4207, LogLevel.Warning, "Stripe did not answer when asked to {What}")]
    private partial void NoAnswer(Exception cause, string what);
}
