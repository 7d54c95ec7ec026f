using System.Net;
using Commerce.Tests.Http.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>In Production there is no demo, no simulator and nobody who can be anybody.</summary>
public sealed class ProductionTests(ProductionTests.InProduction shop) : IClassFixture<ProductionTests.InProduction>
{
    [Theory]
    [InlineData("/sim/line/_sim/users")]
    [InlineData("/sim/line/liff/sdk.js")]
    [InlineData("/sim/stripe/v3/stripe.js")]
    [InlineData("/")]
    [InlineData("/demo/demo.js")]
    [InlineData("/demo/sign-in-viewer")]
    [InlineData("/api/shops/kagetsudo/catalog")]
    public async Task Nothing_of_the_demo_is_there(string path)
    {
        using var anyone = shop.Anyone();
        using var answer = await anyone.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void No_route_leads_to_a_simulator() => Assert.DoesNotContain(
        shop.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>(),
        endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("sim", StringComparison.Ordinal));

    [Fact]
    public async Task The_shop_is_well()
    {
        using var anyone = shop.Anyone();
        using var answer = await anyone.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public sealed class InProduction : RunningShop
    {
        protected override string Environment => "Production";
    }
}
