using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Line;

/// <param name="Follow">Friends of every channel from now on.</param>
/// <param name="Quietly">Without the follow webhook: thousands of people for a load test, who were friends all along.</param>
internal sealed record NewUsers(string? Name = null, string[]? Names = null, bool Follow = true, bool Quietly = false);

internal sealed record TokenAsk(string? Channel = null, double LifeSeconds = 3600, string? Nonce = null, string? Audience = null);
internal sealed record Spoken(string Text, string? Channel = null);
internal sealed record Tapped(string Data, string? DisplayText = null, string? Channel = null, JsonObject? Params = null);

/// <summary>
/// <c>_sim/</c>: what no API of LINE can do, because people do it: exist, follow, block, write, tap, log in. Only the simulator has it.
/// </summary>
internal sealed class LineSimEndpoints(LineBooks books, LineWebhooks webhooks, FaultBoard faults, WebhookCourier courier, LinePlace place)
{
    public void Map(RouteGroupBuilder line)
    {
        var sim = line.MapGroup("/_sim");
        FaultEndpoints.Map(sim, faults, courier);
        sim.MapGet("/users", (int? limit) => books.Users.Take(Math.Clamp(limit ?? 100, 1, 1000)));
        sim.MapPost("/users", AddUsers);
        sim.MapPost("/users/{id}/id-token", IssueToken);
        sim.MapPost("/users/{id}/follow", (string id, string? channel) => Act(id, channel, book => Follow(book, id)));
        sim.MapPost("/users/{id}/unfollow", (string id, string? channel) => Act(id, channel, book =>
        {
            book.SetFriendship(id, Friendship.Blocked);
            webhooks.Unfollow(book, id);
        }));
        sim.MapPost("/users/{id}/messages", (string id, Spoken said) => Act(id, said.Channel, book => webhooks.Said(book, id, TextMessage(said.Text))));
        sim.MapPost("/users/{id}/postback", (string id, Tapped tapped) => Act(id, tapped.Channel, book =>
        {
            if (tapped.DisplayText is { Length: > 0 } shown) book.AddFromUser(id, TextMessage(shown));
            webhooks.Postback(book, id, tapped.Data, tapped.Params);
        }));
        sim.MapPost("/webhook/verify", (string? channel) => Act(null, channel, webhooks.Verify));
        sim.MapGet("/counters", Counters);
    }

    private IResult AddUsers(NewUsers ask)
    {
        var names = ask.Names ?? (ask.Name is { Length: > 0 } one ? [one] : []);
        if (names.Length is < 1 or > 10_000 || names.Any(n => n.Length is < 1 or > 100))
            return Results.BadRequest(new { message = "give name or names (1 to 10000), each 1 to 100 letters" });

        var users = new List<LineUser>();
        foreach (var name in names)
        {
            if (books.AddUser(name) is not { } user) return Results.BadRequest(new { message = "the platform is full" });
            users.Add(user);
            foreach (var channel in ask.Follow ? books.Channels : []) Follow(channel, user.UserId, ask.Quietly);
        }

        return Results.Ok(users);
    }

    private IResult IssueToken(string id, TokenAsk? ask, HttpContext http)
    {
        ask ??= new();
        if (books.User(id) is not { } user || (ask.Channel is { } named && !books.HasChannel(named))) return Results.NotFound();
        var audience = ask.Audience ?? books.Channel(ask.Channel).Channel.LoginChannelId;
        var life = TimeSpan.FromSeconds(ask.LifeSeconds);
        return Results.Ok(new
        {
            idToken = books.Tokens.Issue(user, audience, place.Picture(http, id), life, ask.Nonce),
            accessToken = books.Tokens.IssueAccess(id, audience, TimeSpan.FromHours(12)),
            userId = id,
        });
    }

    private void Follow(ChannelBook channel, string user, bool quietly = false)
    {
        var before = channel.SetFriendship(user, Friendship.Friend);
        if (before != Friendship.Friend && !quietly) webhooks.Follow(channel, user, unblocked: before == Friendship.Blocked);
    }

    private IResult Act(string? user, string? channel, Action<ChannelBook> act)
    {
        if ((user is not null && books.User(user) is null) || (channel is not null && !books.HasChannel(channel))) return Results.NotFound();
        act(books.Channel(channel));
        return Results.NoContent();
    }

    private IResult Counters(string? channel)
    {
        if (channel is not null && !books.HasChannel(channel)) return Results.NotFound();
        var book = books.Channel(channel);
        var heads = book.Heads();
        return Results.Json(
            new
            {
                totals = book.Counters.Look(),
                usedThisMonth = book.UsedThisMonth(),
                acceptedByUser = heads.Where(h => h.Value.Accepted > 0).ToDictionary(h => h.Key, h => h.Value.Accepted),
                deliveredByUser = heads.Where(h => h.Value.Delivered > 0).ToDictionary(h => h.Key, h => h.Value.Delivered),
                webhooks = courier.Counters,
            },
            LineJson.Options);
    }

    private static JsonElement TextMessage(string text) => JsonSerializer.SerializeToElement(new { type = "text", text }, LineJson.Options);
}
