using System.Text.Json;
using Commerce.Messaging;
using Commerce.Payments;
using Commerce.Shops;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Webhooks;

/// <summary>
/// Events of the payment provider. They come late, twice and out of order, so an event says only that something moved: the order asks
/// how the payment stands. What does not concern one of our orders is taken and ignored.
/// </summary>
internal static class StripeWebhook
{
    private const int BodyLimit = 512 * 1024;

    public static async Task<Results<Ok, Problem>> Receive(
        string shop, HttpRequest request, ShopDirectory shops, ISecretBox box, IGrainFactory grains, TimeProvider clock)
    {
        var (body, tooLarge) = await Bodies.ReadAsync(request, BodyLimit, request.HttpContext.RequestAborted);
        if (tooLarge is not null) return tooLarge;
        if (await shops.ChannelsAsync(shop) is not { } channels) return Problems.From(Reason.UnknownShop);

        var check = StripeSignature.Check(body, box.Open(channels.StripeWebhookSecret), Signature(request), clock.GetUtcNow());
        if (Refused(check) is { } refused) return refused;
        if (Parse(body) is not { } happened) return new Problem(Sentences.InvalidJson);

        // Shops may share a Stripe account, and then each hears of the others' payments.
        if (Understand(happened, shop) is { } inbound) await grains.GetGrain<IInboxGrain>(Keys.Of(shop, "stripe", happened.EventId!)).Receive(inbound);
        return TypedResults.Ok();
    }

    /// <summary>The platform's own endpoint: payments that it took for its shops, and news of their connected accounts.</summary>
    public static async Task<Results<Ok, Problem>> ReceivePlatform(
        HttpRequest request, PaymentsOptions options, IGrainFactory grains, TimeProvider clock)
    {
        var (body, tooLarge) = await Bodies.ReadAsync(request, BodyLimit, request.HttpContext.RequestAborted);
        if (tooLarge is not null) return tooLarge;
        if (options.PlatformWebhookSecret.Length == 0) return new Problem(Sentences.SignatureRefused);

        var check = StripeSignature.Check(body, options.PlatformWebhookSecret, Signature(request), clock.GetUtcNow());
        if (check == SignatureCheck.Wrong && options.ConnectWebhookSecret.Length > 0)
            check = StripeSignature.Check(body, options.ConnectWebhookSecret, Signature(request), clock.GetUtcNow());
        if (Refused(check) is { } refused) return refused;
        if (Parse(body) is not { } happened) return new Problem(Sentences.InvalidJson);

        var shop = Keys.IsPart(happened.Shop) ? happened.Shop! : PaymentsOptions.PlatformInbox;
        if (Understand(happened, shop) is { } inbound) await grains.GetGrain<IInboxGrain>(Keys.Of(shop, "stripe", happened.EventId!)).Receive(inbound);
        return TypedResults.Ok();
    }

    /// <summary>What an event is to this shop; null when it is nothing to it.</summary>
    internal static InboundEvent? Understand(StripeEvent happened, string shop)
    {
        if (!Keys.IsPart(happened.EventId)) return null;
        if (happened.Shop == shop && Keys.IsPart(happened.OrderId)) return new(InboundKind.PaymentStirred, happened.OrderId!, happened.At, happened.Type, null);
        if (happened.Shop == shop && happened.Type == "account.updated") return new(InboundKind.PayeeStirred, shop, happened.At, happened.Type, null);
        return happened.Type?.StartsWith("charge.dispute.", StringComparison.Ordinal) == true && Keys.IsPart(happened.IntentId)
            ? new(InboundKind.IntentStirred, happened.IntentId!, happened.At, happened.Type, null)
            : null;
    }

    private static string Signature(HttpRequest request) => request.Headers[StripeSignature.Header].ToString();

    private static Problem? Refused(SignatureCheck check) => check switch
    {
        SignatureCheck.Valid => null,
        SignatureCheck.Stale => new Problem(Sentences.SignatureStale),
        _ => new Problem(Sentences.SignatureRefused),
    };

    /// <summary>The few fields that matter; null when the body is no event at all.</summary>
    internal static StripeEvent? Parse(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = 64 });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var root = json.RootElement;
            var subject = Child(Child(root, "data"), "object");
            var metadata = Child(subject, "metadata");
            var created = Child(root, "created") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) ? seconds : 0;
            return new(Text(root, "id"), Text(root, "type"), DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(created, 0, 253_402_300_799)),
                Text(metadata, "shop"), Text(metadata, "order_id"), Text(subject, "payment_intent"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

internal sealed record StripeEvent(string? EventId, string? Type, DateTimeOffset At, string? Shop, string? OrderId, string? IntentId = null);
