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
        await fast.LookAsync("/api/shops/kagetsudo/cart", 200);

        var answers = await AtOnceAsync(() => fast.GetAsync(new Uri("/api/shops/kagetsudo/cart", UriKind.Relative)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var answer = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await other.LookAsync("/api/shops/kagetsudo/cart", 200);
    }

    [Fact]
    public async Task Who_tries_passwords_from_one_address_is_slowed_down()
    {
        using var guesser = shop.Anyone();

        var answers = await AtOnceAsync(async () =>
        {
            using var form = new FormUrlEncodedContent([new("email", "nobody@kagetsudo.example"), new("password", "guess")]);
            return await guesser.PostAsync("/admin/sign-in", form);
        });

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    /// <summary>So many that no machine is too slow: a bucket gets one token back a second.</summary>
    private static Task<HttpResponseMessage[]> AtOnceAsync(Func<Task<HttpResponseMessage>> ask) =>
        Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ask()));

    public sealed class Narrow : RunningShop
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
        [
            ("RateLimits:Cart:PerSecond", "1"), ("RateLimits:Cart:Burst", "3"), ("RateLimits:SignIn:PerSecond", "1"), ("RateLimits:SignIn:Burst", "2"),
        ];
    }
}
