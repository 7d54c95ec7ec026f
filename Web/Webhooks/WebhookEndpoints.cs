using Commerce.Web.Http;
using Commerce.Web.Shops;

namespace Commerce.Web.Webhooks;

/// <summary>Where LINE and Stripe tell what happened. An event is stored before its 200; the work follows by itself.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this WebApplication app)
    {
        var webhooks = app.MapGroup("/webhooks").WithMetadata(OfShop.Metadata).RequireRateLimiting(RateLimits.Webhooks)
            .Refuses(Sentences.InvalidJson, Sentences.BodyTooLarge, Sentences.SignatureRefused)
            .Refuses(Sentences.Of(Reason.UnknownShop), Sentences.TooFast, Sentences.TryAgain, Sentences.Broken);
        webhooks.MapPost("/line/{shop}", LineWebhook.Receive).WithName("LineWebhook").Refuses(Sentences.NotForThisShop);
        app.MapPost("/webhooks/stripe", StripeWebhook.ReceivePlatform).WithName("StripePlatformWebhook").RequireRateLimiting(RateLimits.Webhooks)
            .Refuses(Sentences.InvalidJson, Sentences.BodyTooLarge, Sentences.SignatureRefused, Sentences.SignatureStale)
            .Refuses(Sentences.TooFast, Sentences.TryAgain, Sentences.Broken);
        webhooks.MapPost("/stripe/{shop}", StripeWebhook.Receive).WithName("StripeWebhook").Refuses(Sentences.SignatureStale);
    }
}
