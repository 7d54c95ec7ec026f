using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Tests.Simulators.Line;

/// <summary>Calls a shop would make, said shortly.</summary>
internal static class LineCalls
{
    public const string Token = "simulated-line-channel-access-token";
    public const string LoginChannel = "1650000002";
    public const string Secret = "0123456789abcdef0123456789abcdef";

    /// <summary>花子, who is a friend from the start.</summary>
    public static readonly string Hanako = Commerce.Simulators.Line.LineUser.Named("花子").UserId;

    public static readonly object[] Hello = [new { type = "text", text = "こんにちは" }];

    public static Task<Answer> PushAsync(this SimulatorHost host, string to, object[]? messages = null, string? key = null, string? token = Token) =>
        host.LineAsync("/v2/bot/message/push", new { to, messages = messages ?? Hello }, key, token);

    public static async Task<Answer> LineAsync(this SimulatorHost host, string path, object body, string? key = null, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sim/line" + path) { Content = JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (key is not null) request.Headers.Add("X-Line-Retry-Key", key);
        using var answer = await host.Http.SendAsync(request);
        return await Answer.ReadAsync(answer);
    }

    public static async Task<Answer> LineGetAsync(this SimulatorHost host, string path, string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sim/line" + path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await host.Http.SendAsync(request);
        return await Answer.ReadAsync(answer);
    }

    public static async Task<Answer> VerifyAsync(this SimulatorHost host, string token, string client = LoginChannel, string? nonce = null, string? user = null)
    {
        var form = new Dictionary<string, string> { ["id_token"] = token, ["client_id"] = client };
        if (nonce is not null) form["nonce"] = nonce;
        if (user is not null) form["user_id"] = user;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await host.Http.PostAsync("/sim/line/oauth2/v2.1/verify", content);
        return await Answer.ReadAsync(answer);
    }

    public static async Task<string> IdTokenAsync(this SimulatorHost host, string user, object? ask = null) =>
        (await host.SimAsync($"/users/{user}/id-token", ask ?? new { })).Text("idToken");

    public static async Task<Answer> SimAsync(this SimulatorHost host, string path, object body)
    {
        using var answer = await host.Http.PostAsJsonAsync("/sim/line/_sim" + path, body);
        return await Answer.ReadAsync(answer);
    }

    public static async Task<List<JsonElement>> TalkAsync(this SimulatorHost host, string user) =>
        [.. (await host.LineGetAsync($"/_sim/talks/{user}")).Body.GetProperty("entries").EnumerateArray()];
}
