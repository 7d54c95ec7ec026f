using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Benchmarks.Sale;

/// <summary>What came back: the status, and the JSON body where there is one.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonElement Body)
{
    public bool Ok => (int)Status is >= 200 and < 300;

    /// <summary>The problem code of a refusal.</summary>
    public string Code =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString()! : $"{(int)Status}";
}

/// <summary>Sends as a phone does: what got no answer, or "later", is sent again with the same key until it has one.</summary>
internal sealed class ShopClient(HttpClient http, SaleTally tally)
{
    public Task<Answer> PostAsync(string what, string path, object? body, string? bearer = null, string? key = null) =>
        SendAsync(what, () => Request(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), bearer, key));

    public Task<Answer> PutAsync(string what, string path, object body) =>
        SendAsync(what, () => Request(HttpMethod.Put, path, JsonContent.Create(body), null, null));

    public Task<Answer> GetAsync(string what, string path, string? bearer = null) =>
        SendAsync(what, () => Request(HttpMethod.Get, path, null, bearer, null));

    public Task<Answer> PostFormAsync(string what, string path, Dictionary<string, string> form, string bearer) =>
        SendAsync(what, () => Request(HttpMethod.Post, path, new FormUrlEncodedContent(form), bearer, null));

    private async Task<Answer> SendAsync(string what, Func<HttpRequestMessage> request)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                using var message = request();
                using var reply = await http.SendAsync(message);
                var answer = new Answer(reply.StatusCode, await ReadAsync(reply));
                tally.Time(what, Stopwatch.GetElapsedTime(started), answer.Ok);
                if (!Later(reply.StatusCode)) return answer;
                tally.Count($"answered {(int)reply.StatusCode}, sent again");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or JsonException)
            {
                tally.Count("no answer, sent again");
            }

            if (since.Elapsed > SaleSettings.Patience) throw new TimeoutException($"{what}: no answer for {SaleSettings.Patience}");
            await Task.Delay(100 + Random.Shared.Next(200));
        }
    }

    private static bool Later(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError;

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        return text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? body, string? bearer, string? key)
    {
        var message = new HttpRequestMessage(method, path) { Content = body };
        if (bearer is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null) message.Headers.Add("Idempotency-Key", key);
        return message;
    }
}
