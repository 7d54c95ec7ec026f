using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Commerce.Simulators.Line;
using Commerce.Simulators.Stripe;
using Commerce.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Simulators;

/// <summary>A webhook as it arrived.</summary>
internal sealed record ReceivedHook(byte[] Raw, string Signature)
{
    public JsonElement Json => JsonDocument.Parse(Raw).RootElement;
}

/// <summary>
/// Both simulators on a real port, with a clock the test moves and a shop's two webhook endpoints that hand on what arrives.
/// Webhook tries follow each other at once, so no test waits for time.
/// </summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WebApplication _app;
    private readonly Channel<ReceivedHook> _lineHooks = Channel.CreateUnbounded<ReceivedHook>();
    private readonly Channel<ReceivedHook> _stripeHooks = Channel.CreateUnbounded<ReceivedHook>();

    private readonly WatchedClock _watched;
    private readonly List<JsonElement> _early = [];

    private SimulatorHost(WebApplication app, ManualClock clock, WatchedClock watched)
    {
        _app = app;
        _watched = watched;
        Clock = clock;
    }

    public ManualClock Clock { get; }
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Statuses the webhook endpoints answer before they answer 200.</summary>
    public Queue<int> HookAnswers { get; } = new();

    public static async Task<SimulatorHost> StartAsync(
        string? folder = null, ManualClock? clock = null, Action<LineSimulatorOptions>? line = null, Action<StripeSimulatorOptions>? stripe = null, int retries = 4,
        Action<WebApplication>? more = null)
    {
        clock ??= new();
        var watched = new WatchedClock(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(l => l.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(watched);
        builder.Services.AddLineSimulator(o =>
        {
            o.Folder = folder;
            o.Channels[0].Webhook = new("/hooks/line", UriKind.Relative);
            o.WebhookTimeout = Patience;
            o.WebhookRetries.Clear();
            o.WebhookRetries.AddRange(Enumerable.Repeat(TimeSpan.Zero, retries));
            line?.Invoke(o);
        });
        builder.Services.AddStripeSimulator(o =>
        {
            o.Folder = folder;
            o.Webhook = new("/hooks/stripe", UriKind.Relative);
            o.WebhookRetries.Clear();
            o.WebhookRetries.AddRange(Enumerable.Repeat(TimeSpan.Zero, retries));
            stripe?.Invoke(o);
        });

        var app = builder.Build();
        var host = new SimulatorHost(app, clock, watched);
        app.MapLineSimulator();
        app.MapStripeSimulator();
        app.MapPost("/hooks/line", (HttpContext http) => host.ReceiveAsync(http, "x-line-signature", host._lineHooks));
        app.MapPost("/hooks/stripe", (HttpContext http) => host.ReceiveAsync(http, "Stripe-Signature", host._stripeHooks));
        more?.Invoke(app);
        await app.StartAsync();
        host.Http = new() { BaseAddress = new(app.Urls.First()) };
        return host;
    }

    /// <summary>Ends when a call begins to wait for the clock; take it before the call.</summary>
    public Task NextTimer() => _watched.NextTimer();

    public async Task<ReceivedHook> NextLineHookAsync() => await _lineHooks.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<ReceivedHook> NextStripeHookAsync() => await _stripeHooks.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The next event of that type; others that come before it are kept for later, since events have no order.</summary>
    public async Task<JsonElement> NextStripeEventAsync(string type)
    {
        while (true)
        {
            var early = _early.FindIndex(e => e.GetProperty("type").GetString() == type);
            if (early >= 0)
            {
                var found = _early[early];
                _early.RemoveAt(early);
                return found;
            }

            _early.Add((await NextStripeHookAsync()).Json);
        }
    }

    public async Task FaultAsync(string service, string endpoint, string kind, int? times = 1, double seconds = 30)
    {
        using var answer = await Http.PostAsJsonAsync($"/sim/{service}/_sim/faults", new { endpoint, kind, times, seconds });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonElement> CountersAsync(string service) => await Http.GetFromJsonAsync<JsonElement>($"/sim/{service}/_sim/counters");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task ReceiveAsync(HttpContext http, string header, Channel<ReceivedHook> hooks)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        int status;
        lock (HookAnswers) status = HookAnswers.TryDequeue(out var wanted) ? wanted : 200;
        http.Response.StatusCode = status;
        await http.Response.CompleteAsync();
        hooks.Writer.TryWrite(new(body.ToArray(), http.Request.Headers[header].ToString()));
    }
}

/// <summary>An answer read whole.</summary>
internal sealed record Answer(int Status, JsonElement Body, Dictionary<string, string> Headers)
{
    public string? Error(string field) =>
        Body.GetProperty("error").TryGetProperty(field, out var value) ? value.GetString() : null;

    public string Text(string field) => Body.GetProperty(field).GetString()!;
    public long Number(string field) => Body.GetProperty(field).GetInt64();

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(",", h.Value));
        return new((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, headers);
    }
}
