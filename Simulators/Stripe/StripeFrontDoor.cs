using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace Commerce.Simulators.Stripe;

/// <summary>
/// What each API call passes, in Stripe's order: key, version, parameters, rate, idempotency, the act, and the wait for durability
/// before the answer leaves. An act that began is not stopped because the caller hung up.
/// </summary>
internal sealed partial class StripeFrontDoor(StripeBooks books, StripeSimulatorOptions options, FaultBoard faults, string prefix)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _limits = new();

    public async Task AnswerAsync(HttpContext http, StripeEndpoint endpoint, Func<StripeCall, ValueTask<StripeReply>> act)
    {
        var requestId = Ids.Random("req_", 14);
        http.Response.Headers["Request-Id"] = requestId;
        var fault = faults.Take(endpoint.Name);
        if (fault?.Kind == FaultKind.DropBefore)
        {
            http.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.Delay) await Task.Delay(fault.Wait, books.Clock);
        var (call, refusal) = await AdmitAsync(http, endpoint, requestId, fault);
        if (call is null)
        {
            await WriteAsync(http, refusal!.Status, StripeJson.Bytes(refusal.Body));
            return;
        }

        var (status, body) = await RunAsync(http, call, act);
        await books.Log.FlushedAsync();
        if (fault?.Kind == FaultKind.ErrorAfter) (status, body) = (500, StripeJson.Bytes(new ErrorBody(StripeError.Internal)));
        if (fault?.Kind == FaultKind.HangAfter) await HangAsync(http, fault.Wait);
        else await WriteAsync(http, status, body);
    }

    private async ValueTask<(StripeCall? Call, StripeReply? Refusal)> AdmitAsync(HttpContext http, StripeEndpoint endpoint, string requestId, Fault? fault)
    {
        var key = KeyOf(http);
        if (key is null) return (null, StripeReply.Refused(StripeError.Invalid("You did not provide an API key. Use the Authorization header (Bearer)."), 401));
        if (options.Accounts.Find(a => a.SecretKey == key || a.PublishableKey == key) is not { } owner)
            return (null, StripeReply.Refused(StripeError.Invalid($"Invalid API Key provided: {Masked(key)}"), 401));

        var publishable = key == owner.PublishableKey;
        if (publishable && !endpoint.Publishable)
            return (null, StripeReply.Refused(StripeError.Invalid("This API call cannot be made with a publishable API key.", "secret_key_required"), 403));

        var version = http.Request.Headers["Stripe-Version"].ToString();
        if (version.Length > 0 && !VersionForm().IsMatch(version)) return (null, StripeReply.Refused(StripeError.Invalid($"Invalid Stripe API version: {version}")));
        http.Response.Headers["Stripe-Version"] = version.Length > 0 ? version : options.ApiVersion;

        var form = new StripeForm(http.Request.Method == "GET" ? http.Request.Query : http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : []);
        if (Instead(fault) is { } instead) return (null, instead);
        if (TooFast(key)) return (null, RateLimited);
        if (form.FirstUnknown([.. endpoint.Parameters, "expand[]"]) is { } unknown) return (null, StripeReply.Refused(unknown));

        var account = AccountName.Of(owner.Id, http.Request.Headers["Stripe-Account"]);
        var challenge = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{prefix}/3ds";
        var call = new StripeCall(requestId, account, publishable, form, books.Clock.GetUtcNow(), challenge) { Fault = fault };
        return WithIdempotency(http, call, key);
    }

    private static (StripeCall?, StripeReply?) WithIdempotency(HttpContext http, StripeCall call, string key)
    {
        var idempotency = http.Request.Headers["Idempotency-Key"].ToString();
        if (http.Request.Method != "POST" || idempotency.Length == 0) return (call, null);
        if (idempotency.Length > 255) return (null, StripeReply.Refused(StripeError.Invalid("Idempotency keys can have up to 255 characters.")));
        http.Response.Headers["Idempotency-Key"] = idempotency;
        return (call with
        {
            IdempotencyKey = idempotency,
            KeptUnder = $"{key}|{call.Account}|{idempotency}",
            Fingerprint = $"{http.Request.Path}?{call.Form.Fingerprint}",
        }, null);
    }

    private async ValueTask<(int Status, byte[] Body)> RunAsync(HttpContext http, StripeCall call, Func<StripeCall, ValueTask<StripeReply>> act)
    {
        if (call.KeptUnder is not { } key)
        {
            var plain = await act(call);
            return (plain.Status, StripeJson.Bytes(plain.Body));
        }

        var (state, kept) = books.Keys.Begin(key, call.Fingerprint);
        if (state == KeyState.Kept)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
            return (kept!.Status, kept.Body);
        }

        if (state != KeyState.Fresh) return Conflict(http, state);
        try
        {
            var reply = await act(call);
            return (reply.Status, StripeJson.Bytes(reply.Body));
        }
        finally
        {
            books.Keys.End(key);
        }
    }

    private static (int, byte[]) Conflict(HttpContext http, KeyState state)
    {
        var inUse = state == KeyState.InUse;
        if (inUse) http.Response.Headers["Stripe-Should-Retry"] = "true";
        var error = new StripeError
        {
            Type = "idempotency_error",
            Code = inUse ? "idempotency_key_in_use" : null,
            Message = inUse
                ? "There is currently another in-progress request using this Idempotency Key. Please try again later."
                : "Keys for idempotent requests can only be used with the same parameters they were first used with.",
        };
        return (inUse ? 409 : 400, StripeJson.Bytes(new ErrorBody(error)));
    }

    private static readonly StripeReply RateLimited =
        new(429, new ErrorBody(StripeError.Invalid("Request rate limit exceeded.", "rate_limit")), Executed: false);

    private static StripeReply? Instead(Fault? fault) => fault?.Kind switch
    {
        FaultKind.RateLimit => RateLimited,
        FaultKind.ErrorBefore => new(500, new ErrorBody(StripeError.Internal), Executed: false),
        _ => null,
    };

    private bool TooFast(string key) =>
        options.RateLimit is { } limit && !_limits.GetOrAdd(key, _ => new TokenBucket(limit, books.Clock)).TryTake();

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

    private static async Task WriteAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    // Bearer, or the key as the user name of HTTP basic.
    private static string? KeyOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var buffer = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0] : null;
    }

    private static string Masked(string key) => key.Length > 12 ? string.Concat(key.AsSpan(0, 8), "****", key.AsSpan(key.Length - 4)) : "****";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$")]
    private static partial Regex VersionForm();
}
