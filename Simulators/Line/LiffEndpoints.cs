using System.Collections.Concurrent;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Commerce.Simulators.Line;

internal sealed record SessionAsk(string LiffId, string? User = null, string? Code = null);

/// <summary>
/// LIFF: the stand-in SDK and what it asks the LINE app for, LIFF URLs ("Opening a LIFF app": primary redirect with liff.state),
/// and the login page an outside browser is sent to. Login codes are good once; at most 10,000 wait.
/// </summary>
internal sealed class LiffEndpoints(LineBooks books, LineWebhooks webhooks, LinePlace place)
{
    private readonly ConcurrentDictionary<string, (string User, string Redirect)> _codes = new();

    public void Map(RouteGroupBuilder line)
    {
        line.MapGet("/liff/sdk.js", (HttpContext http) => EmbeddedPages.Serve("line/liff-sdk.js", http));
        line.MapGet("/app/{liffId}/{**path}", Open);
        line.MapGet("/_sim/liff/apps/{liffId}", App);
        line.MapPost("/_sim/liff/session", Session);
        line.MapPost("/_sim/liff/messages", (Delegate)SendAsync);
        line.MapGet("/login", (HttpContext http) => EmbeddedPages.Serve("line/login.html", http));
        line.MapPost("/login", Login);
        line.MapGet("/login.js", (HttpContext http) => EmbeddedPages.Serve("line/login.js", http));
        line.MapGet("/login.css", (HttpContext http) => EmbeddedPages.Serve("line/login.css", http));
    }

    // https://liff.line.me/{liffId}/{path}?{query} ends here. The extra part travels in liff.state; the page's liff.init() goes on to it.
    private IResult Open(HttpContext http, string liffId, string? path)
    {
        if (books.ChannelOfLiff(liffId) is not { } channel) return Results.NotFound();
        var query = http.Request.Query.Where(q => q.Key != "sim_user").SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v)));
        var state = (string.IsNullOrEmpty(path) ? "" : "/" + path) + QueryString.Create(query);
        var address = LinePlace.Endpoint(http, channel.Channel).ToString();
        if (state.Length > 0) address = QueryHelpers.AddQueryString(address, "liff.state", state);
        if (http.Request.Query["sim_user"].ToString() is { Length: > 0 } user) address = QueryHelpers.AddQueryString(address, "sim_user", user);
        return Results.Redirect(address);
    }

    private IResult App(string liffId, HttpContext http) => books.ChannelOfLiff(liffId) is { } channel
        ? Results.Ok(new { liffId, endpoint = LinePlace.Endpoint(http, channel.Channel), channelId = channel.Channel.LoginChannelId, defaultUser = DefaultUser() })
        : Results.NotFound();

    private IResult Session(SessionAsk ask, HttpContext http)
    {
        if (books.ChannelOfLiff(ask.LiffId) is not { } channel) return Results.NotFound();
        var id = ask.User;
        if (ask.Code is { } code) id = _codes.TryRemove(code, out var login) ? login.User : null;
        if (id is null || books.User(id) is not { } user) return Results.BadRequest(new { message = "nobody is logged in" });

        var audience = channel.Channel.LoginChannelId;
        return Results.Ok(new
        {
            idToken = books.Tokens.Issue(user, audience, place.Picture(http, id), TimeSpan.FromHours(1)),
            accessToken = books.Tokens.IssueAccess(id, audience, TimeSpan.FromHours(12)),
            profile = new { userId = id, displayName = user.DisplayName, pictureUrl = place.Picture(http, id) },
            language = user.Language,
        });
    }

    private IResult Login(SessionLogin ask, HttpContext http)
    {
        if (books.User(ask.User) is null || !Uri.TryCreate(ask.RedirectUri, UriKind.Absolute, out var redirect)) return Results.BadRequest();
        if (books.ChannelOfLiff(ask.LiffId) is not { } channel) return Results.NotFound();

        // "redirectUri must start with the endpoint URL": LINE answers a stranger's address with 400.
        var endpoint = LinePlace.Endpoint(http, channel.Channel);
        if (endpoint.Authority != redirect.Authority || !redirect.AbsolutePath.StartsWith(endpoint.AbsolutePath, StringComparison.Ordinal))
            return Results.BadRequest(new { message = "redirect_uri does not match the endpoint URL" });

        if (_codes.Count >= 10_000) _codes.Clear();
        var code = Ids.Random("", 20);
        _codes[code] = (ask.User, ask.RedirectUri);
        return Results.Ok(new { location = QueryHelpers.AddQueryString(ask.RedirectUri, new Dictionary<string, string?> { ["code"] = code, ["state"] = ask.State, ["liffClientId"] = channel.Channel.LoginChannelId }) });
    }

    // liff.sendMessages(): what the person says from inside the page. Templates and Flex make no webhook.
    private async Task<IResult> SendAsync(HttpContext http)
    {
        var access = LineAuth.Bearer(http) is { } token ? books.Tokens.OpenAccess(token) : null;
        if (access is not { ExpiresIn: > 0 } open || books.ChannelOfLogin(open.ClientId) is not { } channel) return Results.Unauthorized();
        var (body, _, refusal) = await LineFrontDoor.ReadJsonAsync(http);
        if (refusal is not null) return Results.Json(refusal.Body, LineJson.Options, statusCode: refusal.Status);
        if (MessageRules.Judge(body) is { Count: > 0 } found) return Results.BadRequest(new { message = "invalid messages", details = found });
        foreach (var message in body.GetProperty("messages").EnumerateArray()) webhooks.Said(channel, open.UserId, message);
        return Results.NoContent();
    }

    private string? DefaultUser() => books.Options.DefaultUser is { } name ? LineUser.Named(name).UserId : null;
}

internal sealed record SessionLogin(string LiffId, string User, string RedirectUri, string? State = null);
