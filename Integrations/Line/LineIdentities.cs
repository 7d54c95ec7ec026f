using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Customers;

namespace Commerce.Integrations.Line;

/// <summary>LINE Login: <c>POST /oauth2/v2.1/verify</c> says who an ID token was made for (reference: "Verify ID token").</summary>
internal sealed class LineIdentities(IHttpClientFactory clients) : ILineIdentity
{
    public async Task<LineIdentity?> VerifyAsync(string loginChannelId, string idToken, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent([new("id_token", idToken), new("client_id", loginChannelId)]);
        using var reply = await clients.CreateClient(LineMessenger.Client).PostAsync("oauth2/v2.1/verify", form, stop);
        if (reply.StatusCode == HttpStatusCode.BadRequest) return null;
        reply.EnsureSuccessStatusCode();

        // Audience and expiry were LINE's to check; they are checked again because they are cheap and everything rests on them.
        var claims = await ReadAsync(reply, stop);
        return claims is { Subject: { Length: > 0 } customer } && claims.Audience == loginChannelId
            ? new(customer, claims.Name, claims.Picture, DateTimeOffset.FromUnixTimeSeconds(claims.Expires))
            : null;
    }

    private static async Task<Claims?> ReadAsync(HttpResponseMessage reply, CancellationToken stop)
    {
        try
        {
            return await reply.Content.ReadFromJsonAsync<Claims>(stop);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException("LINE's answer was no JSON", e);   // a proxy's page, say: nobody is a forger for that
        }
    }

    private sealed record Claims(
        [property: JsonPropertyName("sub")] string? Subject,
        [property: JsonPropertyName("aud")] string? Audience,
        [property: JsonPropertyName("exp")] long Expires,
        [property: JsonPropertyName("name")] string? Name,
        [property: JsonPropertyName("picture")] string? Picture);
}
