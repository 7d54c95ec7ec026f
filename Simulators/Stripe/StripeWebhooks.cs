using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Stripe;

/// <summary>Events on their way to the shop ("Receive Stripe events in your webhook endpoint"): signed at each try with that moment's time.</summary>
internal sealed class StripeWebhooks(StripeBooks books, StripeSimulatorOptions options, WebhookCourier courier, HostAddress host)
{
    public void Send(StoredEvent stored)
    {
        if (options.Accounts.Find(a => a.Id == AccountName.Platform(stored.Account)) is not { } account) return;
        var address = AccountName.Connected(stored.Account) is null ? account.Webhook : account.ConnectWebhook ?? account.Webhook;
        if (address is null) return;
        courier.Send(new(stored.Id, _ => Compose(address, account.WebhookSecret, stored), () => books.Delivered(stored)));
    }

    /// <summary>Sends again what was on its way when the process stopped.</summary>
    public void Resume()
    {
        foreach (var stored in books.Events.OldestFirst().Where(e => e.Pending)) Send(stored);
    }

    private HttpRequestMessage Compose(Uri address, string secret, StoredEvent stored)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, host.Resolve(address)) { Content = new ByteArrayContent(stored.Json) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        var signature = StripeSignature.Sign(secret, books.Clock.GetUtcNow().ToUnixTimeSeconds(), stored.Json);
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        request.Headers.UserAgent.ParseAdd("Stripe/1.0");
        return request;
    }
}
