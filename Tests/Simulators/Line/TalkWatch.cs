using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Tests.Simulators.Line;

/// <summary>The live stream of a talk, connected before the act it waits for.</summary>
internal sealed class TalkWatch(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public async Task<JsonElement> NextAsync()
    {
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonDocument.Parse(line[6..]).RootElement;
        throw new EndOfStreamException("the talk stream ended");
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}

internal static class TalkWatching
{
    public static async Task<TalkWatch> WatchAsync(this SimulatorHost host, string user)
    {
        var response = await host.Http.GetAsync($"/sim/line/_sim/talks/{user}/stream", HttpCompletionOption.ResponseHeadersRead);
        var watch = new TalkWatch(response, new(await response.Content.ReadAsStreamAsync()));
        await watch.NextAsync();
        return watch;
    }

    public static async Task PushRawAsync(this SimulatorHost host, string to, string key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sim/line/v2/bot/message/push")
        {
            Content = JsonContent.Create(new { to, messages = LineCalls.Hello }),
        };
        request.Headers.Authorization = new("Bearer", LineCalls.Token);
        request.Headers.Add("X-Line-Retry-Key", key);
        using var answer = await host.Http.SendAsync(request, cancel);
    }
}
