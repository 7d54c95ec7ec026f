using System.Net.Http.Json;
using static Commerce.Tests.Simulators.Line.LineCalls;

namespace Commerce.Tests.Simulators.Line;

public sealed class LiffTests : IAsyncLifetime
{
    private const string LiffId = "1650000002-Kagetsud";
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync(line: o => o.Channels[0].LiffEndpoint = new("/shop/", UriKind.Relative));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Liff_url_opens_the_endpoint_with_the_rest_in_liff_state()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _host.Http.BaseAddress };
        using var answer = await http.GetAsync($"/sim/line/app/{LiffId}/items/1?from=push&sim_user={Hanako}");

        var location = answer.Headers.Location!;
        Assert.Equal("/shop/", location.AbsolutePath);
        Assert.Contains("liff.state=%2Fitems%2F1%3Ffrom%3Dpush", location.Query, StringComparison.Ordinal);
        Assert.Contains($"sim_user={Hanako}", location.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_gives_a_token_that_verifies()
    {
        var session = await _host.SimAsync("/liff/session", new { liffId = LiffId, user = Hanako });
        Assert.Equal(200, (await _host.VerifyAsync(session.Text("idToken"))).Status);
        Assert.Equal(400, (await _host.SimAsync("/liff/session", new { liffId = LiffId })).Status);
    }

    [Fact]
    public async Task Login_code_is_good_once()
    {
        var redirectUri = new Uri(_host.Http.BaseAddress!, "/shop/cart").ToString();
        using var login = await _host.Http.PostAsJsonAsync("/sim/line/login", new { liffId = LiffId, user = Hanako, redirectUri, state = "s" });
        var back = new Uri((await Answer.ReadAsync(login)).Text("location"));
        var code = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(back.Query)["code"].ToString();

        Assert.Equal(200, (await _host.SimAsync("/liff/session", new { liffId = LiffId, code })).Status);
        Assert.Equal(400, (await _host.SimAsync("/liff/session", new { liffId = LiffId, code })).Status);
    }

    [Fact]
    public async Task Login_returns_to_the_endpoint_only()
    {
        using var login = await _host.Http.PostAsJsonAsync("/sim/line/login", new { liffId = LiffId, user = Hanako, redirectUri = "https://evil.example/shop/" });
        Assert.Equal(400, (int)login.StatusCode);
    }

    [Theory]
    [InlineData("/sim/line/liff/sdk.js", "text/javascript")]
    [InlineData("/sim/line/talk", "text/html")]
    [InlineData("/sim/line/talk/talk.js", "text/javascript")]
    [InlineData("/sim/line/talk/flex.js", "text/javascript")]
    [InlineData("/sim/line/talk/talk.css", "text/css")]
    [InlineData("/sim/line/login", "text/html")]
    [InlineData("/sim/line/login.js", "text/javascript")]
    [InlineData("/sim/stripe/v3/stripe.js", "text/javascript")]
    [InlineData("/sim/stripe/v3/card.html", "text/html")]
    [InlineData("/sim/stripe/v3/card.js", "text/javascript")]
    public async Task Pages_are_served_without_inline_script(string path, string type)
    {
        using var answer = await _host.Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(text);
        Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        if (type == "text/html") Assert.DoesNotMatch("<script(?![^>]*src)|<style|style=| on[a-z]+=", text);
    }
}
