using System.Diagnostics;
using System.Net;
using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.Logging;

namespace Commerce.Integrations.Stripe;

/// <summary>PaymentIntents, refunds and disputes at Stripe, by either client.</summary>
internal sealed partial class StripeGateway(IStripeApi stripe, StripeKeys keys, ILogger<StripeGateway> log) : IPaymentGateway, IPaymentFinder
{
    public async Task<GatewayAnswer> DoAsync(ShopChannels channels, string shop, PaymentTask task, CancellationToken stop)
    {
        using var span = Telemetry.Source.StartActivity("stripe", ActivityKind.Client)?.SetTag("commerce.verb", task.Verb.ToString());
        try
        {
            var secret = keys.Of(channels, atPlatform: task.Payee is not null);
            var reply = await stripe.PayAsync(secret, shop, task, task.Key, stop);
            if (reply.NeedsNewKey) reply = await AnewAsync(secret, shop, task, reply, stop);
            if (reply.IsOk) return await DoneAsync(secret, task, reply, stop);

            var error = StripeAnswers.Code(reply.Body);
            NotDone(task.Verb, task.OrderId, (int)reply.Status, error, reply.RequestId);
            return reply.IsFinal ? StripeAnswers.Rejected(task, error) : StripeAnswers.Unknown(task);
        }
        catch (Exception e) when (StripeSilence.Is(e))
        {
            // It may have been done: asking again with the same key finds out.
            NoAnswer(e, task.Verb, task.OrderId);
            return StripeAnswers.Unknown(task);
        }
    }

    public async Task<FoundPayment> FindAsync(ShopChannels? channels, string intentId, CancellationToken stop)
    {
        try
        {
            var secret = channels is null ? keys.Platform : keys.Of(channels, atPlatform: false);
            var reply = await stripe.IntentAsync(secret, intentId, stop);
            if (reply.Status == HttpStatusCode.NotFound) return new(IsKnown: true);
            if (reply.IsOk && StripeFields.Find(reply.Body, "metadata") is { } noted)
                return new(IsKnown: true, StripeFields.Text(noted, "shop"), StripeFields.Text(noted, "order_id"));
            return default;
        }
        catch (Exception e) when (StripeSilence.Is(e))
        {
            NoAnswer(e, PaymentVerb.Ask, intentId);
            return default;
        }
    }

    /// <summary>What else belongs to an answer: the newest dispute of a disputed charge, and the fee that goes back with a refund.</summary>
    private async Task<GatewayAnswer> DoneAsync(string secret, PaymentTask task, StripeReply reply, CancellationToken stop)
    {
        var answer = StripeAnswers.Of(task, reply.Body);
        if (task.Verb == PaymentVerb.Refund)
            return answer.Answer.Standing == PaymentStanding.Captured ? await FeeBackAsync(secret, task, reply, answer, stop) : answer;
        if (!StripeAnswers.IsDisputed(reply.Body)) return answer;

        var disputes = await stripe.DisputesAsync(secret, answer.Answer.IntentId!, stop);
        return disputes.IsOk ? StripeAnswers.With(answer, StripeAnswers.FirstOf(disputes.Body)) : StripeAnswers.Unknown(task);
    }

    /// <summary>
    /// The fee's share has a request of its own, under a key of its own, since the order says how much it is. Until both are answered the
    /// refund is unknown, and asking again does only what is missing.
    /// </summary>
    private async Task<GatewayAnswer> FeeBackAsync(string secret, PaymentTask task, StripeReply refund, GatewayAnswer answer, CancellationToken stop)
    {
        if (task.Payee is null || task.Fee <= Yen.Zero || StripeAnswers.FeeOf(refund.Body) is not { } fee) return answer;
        var reply = await stripe.RefundFeeAsync(secret, fee, task, task.Key + ".fee", stop);
        if (reply.IsOk) return answer;

        // Refused for good: the buyer has the money back, and the statement shows what the platform still owes the shop.
        var error = StripeAnswers.Code(reply.Body);
        FeeNotReturned(task.OrderId, task.Fee.Amount, (int)reply.Status, error, reply.RequestId);
        return reply.IsFinal || reply.NeedsNewKey ? answer : StripeAnswers.Unknown(task);
    }

    /// <summary>
    /// Whether a refund was made is looked up, since a second one would be paid; opening, capturing and cancelling twice changes nothing,
    /// so they just go out under a second key, and what was done already is refused, which makes the order ask.
    /// </summary>
    private async Task<StripeReply> AnewAsync(string secret, string shop, PaymentTask task, StripeReply kept, CancellationToken stop)
    {
        if (task.Verb == PaymentVerb.Refund)
        {
            var made = await stripe.RefundsAsync(secret, task.IntentId!, stop);
            if (!made.IsOk) return made.IsFinal ? kept with { Status = HttpStatusCode.InternalServerError } : made;
            if (StripeAnswers.RefundOf(task, made.Body) is { } refund) return made with { Body = refund };
        }

        return await stripe.PayAsync(secret, shop, task, task.Key + ".2", stop);
    }

    [LoggerMessage(4201, LogLevel.Warning, "Stripe did not {Verb} for order {Order}: status {Status}, {Error}, request {Request}")]
    private partial void NotDone(PaymentVerb verb, string order, int status, string? error, string? request);

    [LoggerMessage(4202, LogLevel.Warning, "Stripe did not answer to {Verb} for order {Order}")]
    private partial void NoAnswer(Exception cause, PaymentVerb verb, string order);

    [LoggerMessage(4203, LogLevel.Error, "Stripe did not give {Yen} of the platform's fee back for order {Order}: status {Status}, {Error}, request {Request}")]
    private partial void FeeNotReturned(string order, long yen, int status, string? error, string? request);
}
