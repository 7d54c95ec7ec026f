using System.Net;
using Commerce.Payments;
using Commerce.Shops;
using Microsoft.Extensions.Logging;
using static Commerce.Integrations.Stripe.StripeRequests;

namespace Commerce.Integrations.Stripe;

/// <summary>Customers and their cards. A customer has no name or address here: only the shop and its own id of the person.</summary>
internal sealed partial class StripeWallets(StripeWire wire, StripeKeys keys, ILogger<StripeWallets> log) : IWalletGateway
{
    public async Task<string?> OpenAsync(ShopChannels channels, string shop, string customer, bool atPlatform, CancellationToken stop)
    {
        var reply = await TryAsync("open a customer", () => wire.SendAsync(
            keys.Of(channels, atPlatform), Post("v1/customers", [new("metadata[shop]", shop), new("metadata[customer]", customer)]),
            $"wallet.{shop}.{customer}", stop));
        if (reply is { NeedsNewKey: true })
        {
            // A customer that nobody knows of holds no card: another one does no harm.
            reply = await TryAsync("open a customer", () => wire.SendAsync(
                keys.Of(channels, atPlatform), Post("v1/customers", [new("metadata[shop]", shop), new("metadata[customer]", customer)]),
                $"wallet.{shop}.{customer}.2", stop));
        }

        return reply is { IsOk: true } made ? StripeFields.Text(made.Body, "id") : null;
    }

    public async Task<bool> ForgetAsync(ShopChannels channels, LeavingCard card, CancellationToken stop)
    {
        var secret = keys.Of(channels, card.AtPlatform);
        var reply = await TryAsync("detach a card", () => wire.SendAsync(
            secret, Post($"v1/payment_methods/{Uri.EscapeDataString(card.CardId)}/detach", []), "forget." + card.CardId, stop));

        // Not attached any more (400) or not known at all (404) is what was wanted; a kept failure is settled by looking.
        if (reply is { IsOk: true } or { Status: HttpStatusCode.NotFound }) return true;
        if (reply is not { } refused || !(refused.IsFinal || refused.NeedsNewKey)) return false;
        var now = await TryAsync("look at a card", () => wire.SendAsync(
            secret, new(HttpMethod.Get, $"v1/payment_methods/{Uri.EscapeDataString(card.CardId)}"), key: null, stop));
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
        catch (Exception e) when (StripeWire.IsSilence(e))
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
