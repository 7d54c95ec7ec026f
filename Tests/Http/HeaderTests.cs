using System.Net;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What every answer says to the browser about what it may do.</summary>
[Collection(Shared.Name)]
public sealed class HeaderTests(RunningShop shop)
{
    [Theory]
    [InlineData("/api/time")]
    [InlineData("/api/nothing")]
    [InlineData("/admin/sign-in")]
    [InlineData("/css/tokens.css")]
    [InlineData("/health/live")]
    public async Task Every_answer_is_guarded(string path)
    {
        using var anyone = shop.Anyone();
        using var answer = await anyone.GetAsync(new Uri(path, UriKind.Relative));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy.Split("script-src")[1].Split(';')[0], StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_sign_in_page_has_no_script_of_its_own()
    {
        using var anyone = shop.Anyone();

        var page = await anyone.GetStringAsync("/admin/sign-in");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_shop_is_well(string path)
    {
        using var anyone = shop.Anyone();
        using var answer = await anyone.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
