using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Silo.Demo;

namespace Commerce.Tests.Http.Running;

/// <summary>Somebody with a LINE account, as LINE knows them.</summary>
public sealed record Person(RunningShop Shop, string UserId)
{
    /// <summary>An ID token as LIFF hands it out: for 花月堂's channel and an hour, unless said otherwise.</summary>
    public async Task<string> IdTokenAsync(string? audience = null, double lifeSeconds = 3600)
    {
        using var line = Shop.Anyone();
        using var issued = await line.PostAsJsonAsync(
            $"/sim/line/_sim/users/{UserId}/id-token",
            new { lifeSeconds, audience = audience ?? DemoShops.KagetsudoChannels.LoginChannelId });
        return (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("idToken").GetString()!;
    }
}
