using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Line;

/// <summary>Messaging API, "Message": push, multicast, reply and their validation, with the retry key as in "Retry failed API requests".</summary>
internal sealed partial class MessagingEndpoints(LineBooks books, LineFrontDoor door, ReplyTokens replyTokens)
{
    private const string RetryKeyHeader = "X-Line-Retry-Key";

    public void Map(RouteGroupBuilder line)
    {
        var message = line.MapGroup("/v2/bot/message");
        message.MapPost("/push", (HttpContext http) => door.AnswerAsync(http, "push", id => PushAsync(http, id)));
        message.MapPost("/multicast", (HttpContext http) => door.AnswerAsync(http, "multicast", id => MulticastAsync(http, id)));
        message.MapPost("/reply", (HttpContext http) => door.AnswerAsync(http, "reply", id => ReplyAsync(http, id)));
        foreach (var kind in (string[])["reply", "push", "multicast", "narrowcast", "broadcast"])
            message.MapPost("/validate/" + kind, (HttpContext http) => door.AnswerAsync(http, "validate", _ => ValidateAsync(http)));
    }

    private async ValueTask<LineReply> PushAsync(HttpContext http, string requestId)
    {
        var (ask, refusal) = await ReadAsync(http, mayRetry: true);
        if (ask is null) return refusal!;
        if (Text(ask.Body, "to") is not { Length: > 0 } to) return Property("to");
        if (to[0] != 'U' && to[0] != 'C' && to[0] != 'R' || !IdForm().IsMatch(to)) return Property("to");
        if (books.User(to) is null) return LineReply.Error(400, "Failed to send messages");
        return Finish("push", ask, ask.Channel.Accept(ask.ToSend(requestId, [to])));
    }

    private async ValueTask<LineReply> MulticastAsync(HttpContext http, string requestId)
    {
        var (ask, refusal) = await ReadAsync(http, mayRetry: true);
        if (ask is null) return refusal!;
        if (!ask.Body.TryGetProperty("to", out var list) || list.ValueKind != JsonValueKind.Array) return Property("to");
        if (list.GetArrayLength() is < 1 or > 500) return Details([new("Size must be between 1 and 500", "to")]);

        var to = list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : "").Distinct().ToList();
        if (to.Any(id => !id.StartsWith('U') || !IdForm().IsMatch(id))) return Property("to");
        if (to.Any(id => books.User(id) is null)) return LineReply.Error(400, "Failed to send messages");
        return Finish("multicast", ask, ask.Channel.Accept(ask.ToSend(requestId, to)));
    }

    private async ValueTask<LineReply> ReplyAsync(HttpContext http, string requestId)
    {
        var (ask, refusal) = await ReadAsync(http, mayRetry: false);
        if (ask is null) return refusal!;
        if (Text(ask.Body, "replyToken") is not { } token || replyTokens.Take(token, ask.Channel.Channel.ChannelId) is not { } user)
            return LineReply.Error(400, "Invalid reply token");

        ask.Channel.Counters.Accepted("reply");
        return LineReply.Ok(new { sentMessages = ask.Channel.Reply(ask.ToSend(requestId, [user])).Sent });
    }

    private async ValueTask<LineReply> ValidateAsync(HttpContext http)
    {
        var (_, refusal) = await ReadAsync(http, mayRetry: false);
        return refusal ?? LineReply.Ok(new { });
    }

    private static LineReply Finish(string kind, Ask ask, Acceptance acceptance)
    {
        switch (acceptance.Outcome)
        {
            case SendOutcome.Accepted:
                ask.Channel.Counters.Accepted(kind);
                return LineReply.Ok(kind == "push" ? new { sentMessages = acceptance.Record.Sent } : new { });
            case SendOutcome.OverQuota:
                ask.Channel.Counters.OverQuota();
                return LineReply.Error(429, "You have reached your monthly limit.");
            default:
                const string message = "The retry key is already accepted";
                object body = kind == "push" ? new { message, sentMessages = acceptance.Record.Sent } : new { message };
                return new(409, body, acceptance.Record.RequestId);
        }
    }

    // In LINE's order: who calls, what the headers say, what the body says.
    private async ValueTask<(Ask? Ask, LineReply? Refusal)> ReadAsync(HttpContext http, bool mayRetry)
    {
        if (LineAuth.ChannelOf(http, books) is not { } channel) return (null, LineAuth.Refusal);
        var key = http.Request.Headers[RetryKeyHeader].ToString();
        if (key.Length > 0 && (!mayRetry || !Guid.TryParseExact(key, "D", out _)))
        {
            channel.Counters.Invalid();
            return (null, LineReply.Error(400, mayRetry ? "The retry key is invalid" : "This API does not accept the header X-Line-Retry-Key"));
        }

        var (body, raw, refusal) = await LineFrontDoor.ReadJsonAsync(http);
        if (refusal is null && MessageRules.Judge(body) is { Count: > 0 } found) refusal = Details(found);
        if (refusal is null) return (new Ask(channel, body, raw, key.Length > 0 ? key.ToLowerInvariant() : null), null);
        channel.Counters.Invalid();
        return (null, refusal);
    }

    private static LineReply Details(List<Finding> found) =>
        new(400, new { message = $"The request body has {found.Count} error(s)", details = found });

    private static LineReply Property(string name) =>
        LineReply.Error(400, $"The property, '{name}', in the request body is invalid (line: -, column: -)");

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[UCR][0-9a-f]{32}$")]
    private static partial Regex IdForm();

    private sealed record Ask(ChannelBook Channel, JsonElement Body, byte[] Raw, string? RetryKey)
    {
        public Send ToSend(string requestId, IReadOnlyList<string> to) => new(
            requestId,
            RetryKey,
            Convert.ToHexString(SHA256.HashData(Raw)),
            to,
            [.. Body.GetProperty("messages").EnumerateArray()],
            Body.TryGetProperty("notificationDisabled", out var silent) && silent.ValueKind == JsonValueKind.True);
    }
}
