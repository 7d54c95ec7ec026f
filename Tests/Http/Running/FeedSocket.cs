using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Commerce.Tests.Http.Running;

/// <summary>A desk's connection to <c>/hubs/orders</c>, speaking SignalR's JSON protocol: messages that end in 0x1e.</summary>
internal sealed class FeedSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _received = new();

    public static async Task<FeedSocket> OpenAsync(HttpClient browser, string cookie)
    {
        var feed = new FeedSocket();
        feed._socket.Options.SetRequestHeader("Cookie", cookie);
        var address = new UriBuilder(browser.BaseAddress!) { Scheme = "ws", Path = "/hubs/orders" }.Uri;
        await feed._socket.ConnectAsync(address, CancellationToken.None);
        await feed.SayAsync(new { protocol = "json", version = 1 });
        await feed.HearAsync();   // {}: shaken hands
        return feed;
    }

    public Task WatchAsync(string shop) => SayAsync(new { type = 4, invocationId = "1", target = "Watch", arguments = new[] { shop } });

    public async Task<JsonElement> FrameAsync()
    {
        var message = await NextAsync();
        return message.TryGetProperty("item", out var frame) ? frame : throw new InvalidOperationException(message.ToString());
    }

    /// <summary>Why there will be no frames.</summary>
    public async Task<string> EndAsync() => (await NextAsync()).Text("error");

    private async Task<JsonElement> NextAsync()
    {
        while (true)
        {
            var message = await HearAsync();
            if (message.TryGetProperty("type", out var type) && type.GetInt32() is 2 or 3) return message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await Task.CompletedTask;
    }

    private Task SayAsync(object message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task<JsonElement> HearAsync()
    {
        var text = new StringBuilder();
        while (_received.Count == 0)
        {
            var buffer = new byte[64 * 1024];
            var got = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            if (text.Length == 0 || text[^1] != End) continue;
            foreach (var message in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries)) _received.Enqueue(JsonDocument.Parse(message).RootElement);
        }

        return _received.Dequeue();
    }
}
