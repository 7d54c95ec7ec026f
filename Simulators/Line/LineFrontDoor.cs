using System.Collections.Concurrent;
using System.Text.Json;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace Commerce.Simulators.Line;

/// <summary>An answer of the platform: a status and a JSON body, or none.</summary>
internal sealed record LineReply(int Status, object? Body = null, string? AcceptedRequestId = null)
{
    public static LineReply Ok(object body) => new(200, body);

    /// <summary>The Messaging API's error shape.</summary>
    public static LineReply Error(int status, string message) => new(status, new { message });

    /// <summary>The error shape of the OAuth endpoints.</summary>
    public static LineReply OAuth(string description, string error = "invalid_request", int status = 400) =>
        new(status, new { error, error_description = description });
}

/// <summary>
/// What each API call passes: its request id, armed faults, the rate limit of its endpoint, and the wait for durability before
/// the answer leaves. An act that began is not stopped because the caller hung up.
/// </summary>
internal sealed class LineFrontDoor(LineBooks books, FaultBoard faults)
{
    private readonly ConcurrentDictionary<(string Endpoint, string Caller), TokenBucket> _limits = new();

    public async Task AnswerAsync(HttpContext http, string endpoint, Func<string, ValueTask<LineReply>> act)
    {
        var requestId = Guid.CreateVersion7().ToString();
        http.Response.Headers["x-line-request-id"] = requestId;
        var fault = faults.Take(endpoint);
        if (fault?.Kind == FaultKind.DropBefore)
        {
            http.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.Delay) await Task.Delay(fault.Wait, books.Clock);
        var reply = Instead(fault) ?? TooFast(http, endpoint) ?? await act(requestId);
        await books.Log.FlushedAsync();

        if (fault?.Kind == FaultKind.ErrorAfter) reply = LineReply.Error(500, "Internal Server Error");
        if (fault?.Kind == FaultKind.HangAfter)
        {
            await HangAsync(http, fault.Wait);
            return;
        }

        if (reply.AcceptedRequestId is { } accepted) http.Response.Headers["x-line-accepted-request-id"] = accepted;
        http.Response.StatusCode = reply.Status;
        if (reply.Body is not null) await http.Response.WriteAsJsonAsync(reply.Body, LineJson.Options);
    }

    private async Task HangAsync(HttpContext http, TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, books.Clock, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up first, which is what this fault is for.
        }

        http.Abort();
    }

    private static LineReply? Instead(Fault? fault) => fault?.Kind switch
    {
        FaultKind.RateLimit => LineReply.Error(429, "The API rate limit has been exceeded. Try again later."),
        FaultKind.Quota => LineReply.Error(429, "You have reached your monthly limit."),
        FaultKind.ErrorBefore => LineReply.Error(500, "Internal Server Error"),
        _ => null,
    };

    private LineReply? TooFast(HttpContext http, string endpoint)
    {
        if (!books.Options.EnforceRateLimits || PerSecond(endpoint) is not { } limit) return null;
        var caller = http.Request.Headers.Authorization.ToString();
        if (!_limits.TryGetValue((endpoint, caller), out var bucket))
        {
            // Callers are channels and people; a flood of made-up tokens only makes everybody's second begin again.
            if (_limits.Count >= 10_000) _limits.Clear();
            bucket = _limits.GetOrAdd((endpoint, caller), _ => new TokenBucket(limit, books.Clock));
        }

        return bucket.TryTake() ? null : LineReply.Error(429, "The API rate limit has been exceeded. Try again later.");
    }

    // Messaging API reference, "Rate limits". LINE Login publishes none.
    private static double? PerSecond(string endpoint) => endpoint switch
    {
        "verify" or "certs" or "login" => null,
        "multicast" => 200,
        "token" => 370,
        _ => 2_000,
    };

    public static async Task<(JsonElement Body, byte[] Raw, LineReply? Refusal)> ReadJsonAsync(HttpContext http)
    {
        const int most = 2 * 1024 * 1024;
        if (!http.Request.HasJsonContentType()) return (default, [], LineReply.Error(415, "Unsupported Media Type"));
        using var memory = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk)) > 0)
        {
            if (memory.Length + read > most) return (default, [], LineReply.Error(413, "Request body exceeds the maximum size"));
            memory.Write(chunk, 0, read);
        }

        var raw = memory.ToArray();
        try
        {
            using var document = JsonDocument.Parse(raw);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return (document.RootElement.Clone(), raw, null);
        }
        catch (JsonException)
        {
            // Answered below like any other body that is not an object.
        }

        return (default, raw, LineReply.Error(400, "The request body could not be parsed as JSON (line: -, column: -)"));
    }
}
