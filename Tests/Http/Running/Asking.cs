using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Commerce.Tests.Http.Running;

/// <summary>The requests that tests make, in one line each.</summary>
internal static class Asking
{
    public static async Task<JsonElement> LookAsync(this HttpClient client, string path, int expected = 200) =>
        await Read(await client.GetAsync(path, CancellationToken.None), expected);

    public static Task<JsonElement> AskAsync(
        this HttpClient client, HttpMethod method, string path, object? body, int expected, string? key = null, params (string, string)[] headers) =>
        client.AskRawAsync(method, path, JsonContent.Create(body ?? new { }), expected, key, headers);

    public static async Task<JsonElement> AskRawAsync(
        this HttpClient client, HttpMethod method, string path, HttpContent content, int expected, string? key = null, params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Read(await client.SendAsync(request), expected);
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static string Code(this JsonElement problem) => problem.GetProperty("code").GetString()!;

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static async Task<JsonElement> Read(HttpResponseMessage response, int expected)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode == expected, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} instead of {expected}: {text}");
            if (expected >= 400) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }
}
