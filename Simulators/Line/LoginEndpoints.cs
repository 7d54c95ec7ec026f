using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Line;

/// <summary>LINE Login v2.1: verification of ID and access tokens, the public keys, the caller's profile and friendship.</summary>
internal sealed class LoginEndpoints(LineBooks books, LineFrontDoor door, LinePlace place)
{
    public void Map(RouteGroupBuilder line)
    {
        line.MapPost("/oauth2/v2.1/verify", (HttpContext http) => door.AnswerAsync(http, "verify", _ => VerifyAsync(http)));
        line.MapGet("/oauth2/v2.1/verify", (HttpContext http) => door.AnswerAsync(http, "verify-access", _ => new(VerifyAccess(http))));
        line.MapGet("/oauth2/v2.1/certs", (HttpContext http) => door.AnswerAsync(http, "certs", _ => new(LineReply.Ok(books.Tokens.Jwks()))));
        line.MapGet("/.well-known/openid-configuration", (HttpContext http) => door.AnswerAsync(http, "discovery", _ => new(Discovery(http))));
        line.MapGet("/v2/profile", (HttpContext http) => Person(http, "user-profile", (user, _) =>
            new { userId = user.UserId, displayName = user.DisplayName, pictureUrl = place.Picture(http, user.UserId) }));
        line.MapMethods("/oauth2/v2.1/userinfo", ["GET", "POST"], (HttpContext http) => Person(http, "userinfo", (user, _) =>
            new { sub = user.UserId, name = user.DisplayName, picture = place.Picture(http, user.UserId) }));
        line.MapGet("/friendship/v1/status", (HttpContext http) => Person(http, "friendship", (user, channel) =>
            new { friendFlag = channel?.FriendshipWith(user.UserId) == Friendship.Friend }));
    }

    private async ValueTask<LineReply> VerifyAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return LineReply.OAuth("id_token is required");
        var form = await http.Request.ReadFormAsync();
        if (form["id_token"].ToString() is not { Length: > 0 } token) return LineReply.OAuth("id_token is required");
        if (form["client_id"].ToString() is not { Length: > 0 } client) return LineReply.OAuth("client_id is required");

        var verdict = books.Tokens.Verify(token, client, Optional(form["nonce"]), Optional(form["user_id"]));
        return verdict.Refusal is { } refusal ? LineReply.OAuth(refusal) : LineReply.Ok(verdict.Claims);
    }

    private LineReply VerifyAccess(HttpContext http)
    {
        if (books.Tokens.OpenAccess(http.Request.Query["access_token"].ToString()) is not { } access) return LineReply.OAuth("The access token is not JWS");
        return access.ExpiresIn < 1
            ? LineReply.OAuth("The access token expired")
            : LineReply.Ok(new { scope = "profile openid", client_id = access.ClientId, expires_in = access.ExpiresIn });
    }

    private LineReply Discovery(HttpContext http) => LineReply.Ok(new Dictionary<string, object>
    {
        ["issuer"] = IdTokens.Issuer,
        ["authorization_endpoint"] = place.Base(http) + "/login",
        ["userinfo_endpoint"] = place.Base(http) + "/oauth2/v2.1/userinfo",
        ["jwks_uri"] = place.Base(http) + "/oauth2/v2.1/certs",
        ["response_types_supported"] = (string[])["code"],
        ["subject_types_supported"] = (string[])["pairwise"],
        ["id_token_signing_alg_values_supported"] = (string[])["ES256"],
    });

    private Task Person(HttpContext http, string name, Func<LineUser, ChannelBook?, object> act) => door.AnswerAsync(http, name, _ =>
    {
        var access = LineAuth.Bearer(http) is { } token ? books.Tokens.OpenAccess(token) : null;
        if (access is not { ExpiresIn: > 0 } open || books.User(open.UserId) is not { } user) return new(LineReply.Error(401, "invalid token"));
        return new(LineReply.Ok(act(user, books.ChannelOfLogin(open.ClientId))));
    });

    private static string? Optional(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
