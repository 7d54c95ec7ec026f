using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR.Client;

namespace Commerce.Benchmarks.Sale;

/// <summary>The merchant: signs in as a browser does, adjusts the stock, watches the desk and reads the books.</summary>
internal sealed partial class Staff(Uri url, SaleTally tally) : IAsyncDisposable
{
    private readonly CookieContainer _cookies = new();
    private HubConnection? _desk;

    /// <summary>The newest frame that the desk was sent.</summary>
    public JsonElement Frame { get; private set; }

    public ShopClient Client { get; private set; } = null!;

    public async Task SignInAsync(string password)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = url };
        http.DefaultRequestHeaders.Add("Origin", url.GetLeftPart(UriPartial.Authority));
        var page = await http.GetStringAsync("/admin/sign-in");
        var token = Antiforgery().Match(page).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = "owner@kagetsudo.example",
            ["password"] = password,
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token),
        });
        using var answer = await http.PostAsync("/admin/sign-in", form);
        if (answer.StatusCode != HttpStatusCode.Redirect && answer.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException("The staff log-in was refused: give --password");
        }

        Client = new(http, tally);
    }

    /// <summary>Watches the live desk until disposed; connects again when the server comes back.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _desk = new HubConnectionBuilder().WithUrl(new Uri(url, "/hubs/orders"), options => options.Cookies = _cookies).Build();
                await _desk.StartAsync(stop);
                await foreach (var frame in _desk.StreamAsync<JsonElement>("Watch", SaleSettings.Shop, stop)) Frame = frame;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                if (stop.IsCancellationRequested) return;
                tally.Count("desk connected again");
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null) await _desk.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
