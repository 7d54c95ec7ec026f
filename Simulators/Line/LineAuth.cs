using Microsoft.AspNetCore.Http;

namespace Commerce.Simulators.Line;

/// <summary>Whose bearer token came with a request.</summary>
internal static class LineAuth
{
    public static readonly LineReply Refusal = LineReply.Error(
        401, "Authentication failed due to the following reason: invalid token. Confirm that the access token in the authorization header is valid.");

    public static ChannelBook? ChannelOf(HttpContext http, LineBooks books) => Bearer(http) is { } token ? books.ChannelOfToken(token) : null;

    public static string? Bearer(HttpContext http)
    {
        const string scheme = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
    }
}
