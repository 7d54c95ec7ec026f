using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Commerce.Messaging;
using Commerce.Shops;
using Microsoft.Extensions.Logging;

namespace Commerce.Integrations.Line;

/// <summary>LINE Messaging API: push with a retry key, reply with a token (reference: "Send push message", "Retry failed API requests").</summary>
internal sealed partial class LineMessenger(IHttpClientFactory clients, ISecretBox secrets, ILogger<LineMessenger> log) : ILineMessenger
{
    public const string Client = "line";

    public Task<SendResult> PushAsync(ShopChannels channels, string to, Guid retryKey, string body, CancellationToken stop)
    {
        var request = Request("v2/bot/message/push", channels, Body("to", to, body));
        request.Headers.Add("X-Line-Retry-Key", retryKey.ToString());
        return SendAsync(request, stop);
    }

    public Task<SendResult> ReplyAsync(ShopChannels channels, string replyToken, string body, CancellationToken stop) =>
        SendAsync(Request("v2/bot/message/reply", channels, Body("replyToken", replyToken, body)), stop);

    private async Task<SendResult> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        using (var span = Telemetry.Source.StartActivity("line", ActivityKind.Client))
        {
            try
            {
                using var reply = await clients.CreateClient(Client).SendAsync(request, stop);
                var result = LineAnswers.Of(reply.StatusCode, await reply.Content.ReadAsStringAsync(stop), RequestId(reply));
                span?.SetTag("commerce.outcome", result.Outcome.ToString());
                if (result.Outcome != SendOutcome.Accepted) NotAccepted(result.Outcome, (int)reply.StatusCode, result.Detail);
                return result;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // It may have arrived: LINE will say so when the same key comes again.
                NoAnswer(e);
                return new(SendOutcome.Unknown, e.Message);
            }
        }
    }

    private HttpRequestMessage Request(string path, ShopChannels channels, string json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secrets.Open(channels.MessagingToken));
        return request;
    }

    /// <summary>The message objects go out byte for byte as they were stored: a retry must be the same message.</summary>
    private static string Body(string name, string value, string messages) =>
        $$"""{"{{name}}":{{JsonSerializer.Serialize(value)}},"messages":{{messages}}}""";

    private static string? RequestId(HttpResponseMessage reply) =>
        reply.Headers.TryGetValues("x-line-request-id", out var ids) ? ids.First() : null;

    [LoggerMessage(4101, LogLevel.Warning, "LINE did not accept a message: {Outcome}, status {Status}, {Detail}")]
    private partial void NotAccepted(SendOutcome outcome, int status, string? detail);

    [LoggerMessage(4102, LogLevel.Warning, "LINE did not answer")]
    private partial void NoAnswer(Exception cause);
}

/// <summary>What LINE's answers mean for a message. Pure.</summary>
internal static class LineAnswers
{
    public static SendResult Of(HttpStatusCode status, string body, string? requestId) => status switch
    {
        HttpStatusCode.OK => new(SendOutcome.Accepted),
        // This retry key was accepted before: the message is out.
        HttpStatusCode.Conflict => new(SendOutcome.Accepted),
        HttpStatusCode.TooManyRequests => new(IsQuota(body) ? SendOutcome.OverQuota : SendOutcome.SlowDown, Detail(body, requestId)),
        >= HttpStatusCode.InternalServerError => new(SendOutcome.Unknown, Detail(body, requestId)),
        _ => new(SendOutcome.Rejected, Detail(body, requestId)),
    };

    /// <summary>LINE has one status for two things; only its words tell them apart ("You have reached your monthly limit.").</summary>
    private static bool IsQuota(string body) => body.Contains("monthly limit", StringComparison.OrdinalIgnoreCase);

    private static string Detail(string body, string? requestId) =>
        $"{(body.Length > 500 ? body[..500] : body)} (request {requestId ?? "without id"})";
}
