using System.Text.Json;
using Commerce.Messaging;
using Commerce.Shops;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Webhooks;

/// <summary>Events of the official account. Unknown kinds are taken and ignored: LINE adds new ones without notice.</summary>
internal static class LineWebhook
{
    private const int BodyLimit = 2 * 1024 * 1024;
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { MaxDepth = 32 };

    public static async Task<Results<Ok, Problem>> Receive(
        string shop, HttpRequest request, ShopDirectory shops, ISecretBox box, IGrainFactory grains)
    {
        var (body, tooLarge) = await Bodies.ReadAsync(request, BodyLimit, request.HttpContext.RequestAborted);
        if (tooLarge is not null) return tooLarge;
        if (await shops.ChannelsAsync(shop) is not { } channels) return Problems.From(Reason.UnknownShop);
        if (!LineSignature.IsValid(body, box.Open(channels.MessagingSecret), request.Headers[LineSignature.Header]))
            return new Problem(Sentences.SignatureRefused);

        if (Parse(body) is not { } envelope) return new Problem(Sentences.InvalidJson);
        if (envelope.Destination != channels.BotUserId) return new Problem(Sentences.NotForThisShop);

        await Task.WhenAll(
            from happened in envelope.Events ?? []
            let inbound = Understand(happened)
            where inbound is not null
            select grains.GetGrain<IInboxGrain>(Keys.Of(shop, "line", happened.WebhookEventId!)).Receive(inbound));
        return TypedResults.Ok();
    }

    /// <summary>What the shop makes of an event; null when it is nothing to it.</summary>
    internal static InboundEvent? Understand(LineEvent happened)
    {
        if (happened.Mode == "standby" || !Keys.IsPart(happened.WebhookEventId)) return null;
        if (happened.Source is not { Type: "user", UserId: { } user } || !Keys.IsPart(user)) return null;

        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(happened.Timestamp, 0, 253_402_300_799_999));
        return happened.Type switch
        {
            "follow" => new(InboundKind.Followed, user, at, null, happened.ReplyToken),
            "unfollow" => new(InboundKind.Blocked, user, at, null, null),
            "message" => new(InboundKind.Said, user, at, happened.Message?.Text, happened.ReplyToken),
            "postback" => new(InboundKind.Tapped, user, at, happened.Postback?.Data, happened.ReplyToken),
            _ => null,
        };
    }

    private static LineEnvelope? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<LineEnvelope>(body, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record LineEnvelope(string? Destination, LineEvent[]? Events);

internal sealed record LineEvent(
    string? Type, string? Mode, long Timestamp, LineSource? Source, string? WebhookEventId, string? ReplyToken,
    LineText? Message, LinePostback? Postback);

internal sealed record LineSource(string? Type, string? UserId);

internal sealed record LineText(string? Text);

internal sealed record LinePostback(string? Data);
