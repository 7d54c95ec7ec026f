using System.Net;
using System.Net.Http.Json;
using Commerce.Silo.Demo;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>The shopper is who the verified ID token says, in the one shop it was made for.</summary>
[Collection(Shared.Name)]
public sealed class SessionTests(RunningShop shop)
{
    private const string Session = "/api/shops/kagetsudo/session", Cart = "/api/shops/kagetsudo/cart";

    [Fact]
    public async Task A_token_opens_a_session_that_lasts_as_long_as_the_token()
    {
        var (browser, _) = await SignedInAsync("花子");

        await browser.LookAsync(Cart, 200);
    }

    [Fact]
    public async Task The_session_cookie_cannot_be_read_by_scripts_or_sent_from_other_sites()
    {
        using var browser = shop.Anyone();
        var token = await (await shop.PersonAsync("花子")).IdTokenAsync();
        using var answer = await browser.PostAsJsonAsync(Session, new { idToken = token });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bearer_token_does_without_a_session()
    {
        using var shopper = await shop.ShopperAsync("太郎");

        await shopper.LookAsync(Cart, 200);
    }

    [Fact]
    public async Task Nobody_is_asked_to_sign_in()
    {
        using var nobody = shop.Anyone();

        Assert.Equal("sign-in-needed", (await nobody.LookAsync(Cart, 401)).Code());
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJVMDAifQ.")]
    public async Task A_forged_token_is_refused(string token)
    {
        using var forger = shop.Anyone();
        Assert.Equal("id-token-refused", (await forger.AskAsync(HttpMethod.Post, Session, new { idToken = token }, 401)).Code());

        forger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        Assert.Equal("id-token-refused", (await forger.LookAsync(Cart, 401)).Code());
    }

    [Fact]
    public async Task An_expired_token_is_refused_and_one_of_another_channel_too()
    {
        var person = await shop.PersonAsync("次郎");
        using var browser = shop.Anyone();

        foreach (var token in (string[])[await person.IdTokenAsync(lifeSeconds: 0), await person.IdTokenAsync(DemoShops.AoyamaChannels.LoginChannelId)])
        {
            Assert.Equal("id-token-refused", (await browser.AskAsync(HttpMethod.Post, Session, new { idToken = token }, 401)).Code());
        }
    }

    [Fact]
    public async Task A_cookie_of_one_shop_is_nobody_in_another()
    {
        var (browser, cookie) = await SignedInAsync("三郎");
        using var elsewhere = shop.Anyone();
        elsewhere.DefaultRequestHeaders.Add("Cookie", cookie.Replace("shopper-kagetsudo", "shopper-aoyama", StringComparison.Ordinal));

        Assert.Equal("sign-in-needed", (await elsewhere.LookAsync("/api/shops/aoyama/cart", 401)).Code());
        await browser.LookAsync("/api/shops/aoyama/cart", 401);
        await browser.LookAsync(Cart, 200);
    }

    [Fact]
    public async Task When_LINE_does_not_answer_nobody_is_called_a_forger()
    {
        var token = await (await shop.PersonAsync("梅")).IdTokenAsync();
        using var browser = shop.Anyone();
        await browser.AskAsync(HttpMethod.Post, "/sim/line/_sim/faults", new { endpoint = "verify", kind = "error-before" }, 200);
        using (var answer = await browser.PostAsJsonAsync(Session, new { idToken = token }))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        (await browser.DeleteAsync("/sim/line/_sim/faults")).Dispose();
        await browser.AskAsync(HttpMethod.Post, Session, new { idToken = token }, 200);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "none", 403)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("X-Nothing", "x", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    public async Task What_a_cookie_may_do_only_our_own_pages_may_ask(string header, string value, int expected)
    {
        var (browser, _) = await SignedInAsync($"松 {header} {value}");

        await browser.AskAsync(HttpMethod.Post, Cart + "/items", new { sku = "P2", quantity = 1 }, expected, "add-1", (header, value));

        var cart = await browser.LookAsync(Cart);
        Assert.Equal(expected == 200 ? 1 : 0, cart.GetProperty("lines").GetArrayLength());
    }

    private async Task<(HttpClient Browser, string Cookie)> SignedInAsync(string name)
    {
        var browser = shop.Anyone();
        using var answer = await browser.PostAsJsonAsync(Session, new { idToken = await (await shop.PersonAsync(name)).IdTokenAsync() });
        return (browser, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
    }
}
