using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Simulators.Wire;

namespace Commerce.Simulators.Line;

/// <summary>
/// Webhooks as the platform posts them (Messaging API, "Webhooks"): signed envelope, one event each, the same event with
/// <c>isRedelivery</c> on a repeat. Stored until the receiver confirmed or the tries are used up.
/// </summary>
internal sealed class LineWebhooks(LineBooks books, WebhookCourier courier, ReplyTokens replyTokens, HostAddress host)
{
    /// <summary>The person said something: it stands in the talk, and the account hears of a text.</summary>
    public void Said(ChannelBook channel, string user, JsonElement message)
    {
        var entry = channel.AddFromUser(user, message);
        if (message.GetProperty("type").GetString() != "text") return;
        var heard = new JsonObject
        {
            ["id"] = entry.Id,
            ["type"] = "text",
            ["quoteToken"] = Ids.Random("", 32),
            ["text"] = message.GetProperty("text").GetString(),
        };
        Raise(channel, user, "message", replyable: true, e => e["message"] = heard);
    }

    public void Postback(ChannelBook channel, string user, string data, JsonObject? parameters) =>
        Raise(channel, user, "postback", replyable: true, e =>
        {
            var postback = new JsonObject { ["data"] = data };
            if (parameters is not null) postback["params"] = parameters;
            e["postback"] = postback;
        });

    public void Follow(ChannelBook channel, string user, bool unblocked) =>
        Raise(channel, user, "follow", replyable: true, e => e["follow"] = new JsonObject { ["isUnblocked"] = unblocked });

    public void Unfollow(ChannelBook channel, string user) => Raise(channel, user, "unfollow", replyable: false, _ => { });

    /// <summary>What the console's "Verify" button sends: no events.</summary>
    public void Verify(ChannelBook channel)
    {
        if (channel.Channel.Webhook is null) return;
        courier.Send(new(Ids.Ulid(books.Clock.GetUtcNow()), _ => Compose(channel.Channel, []), () => { }));
    }

    /// <summary>Sends again what was on its way when the process stopped.</summary>
    public void Resume()
    {
        foreach (var (id, hook) in books.PendingHooks)
            if (books.HasChannel(hook.Channel)) Send(id, books.Channel(hook.Channel), hook.Event, again: true);
    }

    private void Raise(ChannelBook channel, string user, string type, bool replyable, Action<JsonObject> fill)
    {
        if (channel.Channel.Webhook is null) return;
        var now = books.Clock.GetUtcNow();
        var id = Ids.Ulid(now);
        var raised = new JsonObject
        {
            ["type"] = type,
            ["mode"] = "active",
            ["timestamp"] = now.ToUnixTimeMilliseconds(),
            ["source"] = new JsonObject { ["type"] = "user", ["userId"] = user },
            ["webhookEventId"] = id,
            ["deliveryContext"] = new JsonObject { ["isRedelivery"] = false },
        };
        if (replyable) raised["replyToken"] = replyTokens.Issue(channel.Channel.ChannelId, user);
        fill(raised);

        var stored = JsonSerializer.SerializeToElement(raised, LineJson.Options);
        books.AddPending(id, new(channel.Channel.ChannelId, stored));
        Send(id, channel, stored, again: false);
    }

    private void Send(string id, ChannelBook channel, JsonElement stored, bool again) =>
        courier.Send(new(
            id,
            attempt =>
            {
                var copy = JsonObject.Create(stored)!.DeepClone().AsObject();
                copy["deliveryContext"] = new JsonObject { ["isRedelivery"] = again || attempt > 0 };
                if (copy["replyToken"] is { } token) replyTokens.Sent(token.GetValue<string>());
                return Compose(channel.Channel, [copy]);
            },
            () => books.RemovePending(id)));

    private HttpRequestMessage Compose(LineChannel channel, JsonArray events)
    {
        var envelope = new JsonObject { ["destination"] = channel.BotUserId, ["events"] = events };
        var body = Encoding.UTF8.GetBytes(envelope.ToJsonString(LineJson.Options));
        var request = new HttpRequestMessage(HttpMethod.Post, host.Resolve(channel.Webhook!)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add("x-line-signature", LineSignature.Sign(channel.ChannelSecret, body));
        request.Headers.UserAgent.ParseAdd("LineBotWebhook/2.0");
        return request;
    }
}
