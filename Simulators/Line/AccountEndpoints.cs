using System.Text.RegularExpressions;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Line;

/// <summary>Messaging API: profile, quota and use, bot info, loading animation, short-lived channel access tokens.</summary>
internal sealed partial class AccountEndpoints(LineBooks books, LineFrontDoor door, LinePlace place)
{
    public void Map(RouteGroupBuilder line)
    {
        line.MapGet("/v2/bot/profile/{userId}", (HttpContext http, string userId) =>
            Ask(http, "profile", channel => Profile(http, channel, userId)));
        line.MapGet("/v2/bot/message/quota", (HttpContext http) =>
            Ask(http, "quota", channel => LineReply.Ok(
                channel.Channel.MonthlyLimit is { } limit ? new { type = "limited", value = limit } : new { type = "none" })));
        line.MapGet("/v2/bot/message/quota/consumption", (HttpContext http) =>
            Ask(http, "consumption", channel => LineReply.Ok(new { totalUsage = channel.UsedThisMonth() })));
        line.MapGet("/v2/bot/info", (HttpContext http) => Ask(http, "info", Info));
        line.MapPost("/v2/bot/chat/loading/start", (HttpContext http) => Ask(http, "loading", _ => new LineReply(202, new { })));
        line.MapPost("/v2/oauth/accessToken", (HttpContext http) => door.AnswerAsync(http, "token", _ => TokenAsync(http)));
    }

    private Task Ask(HttpContext http, string name, Func<ChannelBook, LineReply> act) =>
        door.AnswerAsync(http, name, _ => new(LineAuth.ChannelOf(http, books) is { } channel ? act(channel) : LineAuth.Refusal));

    private LineReply Profile(HttpContext http, ChannelBook channel, string userId)
    {
        if (!UserForm().IsMatch(userId)) return LineReply.Error(400, "The value for the 'userId' parameter is invalid");
        if (books.User(userId) is not { } user || channel.FriendshipWith(userId) != Friendship.Friend) return LineReply.Error(404, "Not found");
        return LineReply.Ok(new { displayName = user.DisplayName, userId, language = user.Language, pictureUrl = place.Picture(http, userId) });
    }

    private static LineReply Info(ChannelBook channel) => LineReply.Ok(new
    {
        userId = channel.Channel.BotUserId,
        basicId = channel.Channel.BasicId,
        displayName = channel.Channel.Name,
        chatMode = "bot",
        markAsReadMode = "auto",
    });

    private async ValueTask<LineReply> TokenAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return LineReply.OAuth("grant_type is required");
        var form = await http.Request.ReadFormAsync();
        if (form["grant_type"] != "client_credentials") return LineReply.OAuth("unsupported grant_type", "unsupported_grant_type");
        var channel = books.Channels.FirstOrDefault(c => c.Channel.ChannelId == form["client_id"] && c.Channel.ChannelSecret == form["client_secret"]);
        if (channel is null) return LineReply.OAuth("invalid client_id or client_secret", "invalid_client");

        var token = Ids.Random("sim-short-", 40);
        books.AddToken(token, channel);
        return LineReply.Ok(new { access_token = token, expires_in = 2_592_000, token_type = "Bearer" });
    }

    [GeneratedRegex("^U[0-9a-f]{32}$")]
    private static partial Regex UserForm();
}
