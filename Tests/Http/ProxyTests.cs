using System.Net.Http.Json;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>A proxy that is named may say that the browser came by https; nobody else may.</summary>
public sealed class ProxyTests(ProxyTests.BehindProxy shop) : IClassFixture<ProxyTests.BehindProxy>
{
    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task A_session_that_came_by_https_stays_on_https(string scheme, bool secure)
    {
        using var browser = shop.Anyone();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        var token = await (await shop.PersonAsync("代理")).IdTokenAsync();

        using var answer = await browser.PostAsJsonAsync("/api/shops/kagetsudo/session", new { idToken = token });

        Assert.Equal(secure, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    public sealed class BehindProxy : RunningShop
    {
        protected override IEnumerable<(string Key, string Value)> Settings => [("Proxies:0", "127.0.0.1")];
    }
}
