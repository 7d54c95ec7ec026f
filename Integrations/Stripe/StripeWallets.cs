using System.Net;
using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.Logging;

namespace Commerce.Integrations.Stripe;

/// <summary>Customers and their cards. A customer has no name or address here: only the shop and its own id of the person.</summary>
internal sealed partial class StripeWallets(IStripeApi stripe, StripeKeys keys, ILogger<StripeWallets> log) : IWalletGateway
{
    public async Task<string?> OpenAsync(ShopChannels channels, string shop, string customer, bool atPlatform, CancellationToken stop)
    {
        var (secret, key) = (keys.Of(channels, atPlatform), $"wallet.{shop}.{customer}");
        var reply = await TryAsync("open a customer", () => stripe.OpenCustomerAsync(secret, shop, customer, key, stop));

        // A customer that nobody knows of holds no card: another one does no harm.
        if (reply is { NeedsNewKey: true })
            reply = await TryAsync("open a customer", () => stripe.OpenCustomerAsync(secret, shop, customer, key + ".2", stop));
        return reply is { IsOk: true } made ? StripeFields.Text(made.Body, "id") : null;
    }

    public async Task<bool> ForgetAsync(ShopChannels channels, LeavingCard card, CancellationToken stop)
    {
        var secret = keys.Of(channels, card.AtPlatform);
        var reply = await TryAsync("detach a card", () => stripe.DetachAsync(secret, card.CardId, "forget." + card.CardId, stop));

        // Not attached any more (400) or not known at all (404) is what was wanted; a kept failure is settled by looking.
        if (reply is { IsOk: true } or { Status: HttpStatusCode.NotFound }) return true;
        if (reply is not { } refused || !(refused.IsFinal || refused.NeedsNewKey)) return false;
        var now = await TryAsync("look at a card", () => stripe.CardAsync(secret, card.CardId, stop));
        return now is { Status: HttpStatusCode.NotFound } || (now is { IsOk: true } found && StripeFields.Find(found.Body, "customer") is null);
    }

    private async Task<StripeReply?> TryAsync(string what, Func<Task<StripeReply>> send)
    {
        try
        {
            var reply = await send();
            if (!reply.IsOk) NotDone(what, (int)reply.Status, StripeAnswers.Code(reply.Body), reply.RequestId);
            return reply;
        }
        catch (Exception e) when (StripeSilence.Is(e))
        {
            NoAnswer(e, what);
            return null;
        }
    }

    [LoggerMessage(4204, LogLevel.Warning, "Stripe did not {What}: status {Status}, {Error}, request {Request}")]
    private partial void NotDone(string what, int status, string? error, string? request);

    [LoggerMessage(4205, LogLevel.Warning, "Stripe did not answer when asked to {What}")]
    private partial void NoAnswer(Exception cause, string what);
}
