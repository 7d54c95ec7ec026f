using System.Net;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>Too many is answered at once, by name and with when to come back.</summary>
public sealed class RateLimitTests(RateLimitTests.Narrow shop) : IClassFixture<RateLimitTests.Narrow>
{
    [Fact]
    public async Task A_shopper_who_is_too_fast_is_told_when_to_come_back_and_holds_up_nobody_else()
    {
        using var fast = await shop.ShopperAsync("速い人");
        using var other = await shop.ShopperAsync("普通の人");
        for (var request = 0; request < 4; request++) await fast.LookAsync("/api/shops/kagetsudo/cart", 200);

        using var answer = await fast.GetAsync(new Uri("/api/shops/kagetsudo/cart", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await other.LookAsync("/api/shops/kagetsudo/cart", 200);
    }

    [Fact]
    public async Task Who_tries_passwords_from_one_address_is_slowed_down()
    {
        using var guesser = shop.Anyone();
        var answers = new List<HttpStatusCode>();

        for (var attempt = 0; attempt < 4; attempt++)
        {
            using var form = new FormUrlEncodedContent([new("email", "nobody@kagetsudo.example"), new("password", $"guess-{attempt}")]);
            using var answer = await guesser.PostAsync("/admin/sign-in", form);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    public sealed class Narrow : RunningShop
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
        [
            ("RateLimits:Cart:PerSecond", "1"), ("RateLimits:Cart:Burst", "3"), ("RateLimits:SignIn:PerSecond", "1"), ("RateLimits:SignIn:Burst", "2"),
        ];
    }
}
