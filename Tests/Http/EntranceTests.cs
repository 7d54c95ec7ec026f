using System.Net;
using System.Reflection;
using Commerce.Tests.Http.Running;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>What is for shoppers is reached by nobody else, however often it was reached before.</summary>
public sealed class EntranceTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private const string Cart = "/api/shops/kagetsudo/cart";

    [Fact]
    public async Task Everything_that_wants_a_shopper_is_closed_to_everybody_else()
    {
        using var anyone = shop.Anyone();
        var wanting = Endpoints().Where(endpoint =>
            endpoint.Metadata.GetMetadata<OfShoppers>() is not null
            || endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(wanted => wanted.ParameterType == typeof(Shopper)) == true).ToArray();

        Assert.Contains(wanting, endpoint => endpoint.RoutePattern.RawText!.EndsWith("/holds/", StringComparison.Ordinal));
        foreach (var endpoint in wanting)
        {
            var path = string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
                segment.Parts[0] is RoutePatternLiteralPart literal ? literal.Content
                : segment.Parts[0] is RoutePatternParameterPart { Name: "shop" } ? RunningShop.Kagetsudo
                : "P2"));
            var method = endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            Assert.Equal("sign-in-needed", (await anyone.AskAsync(new(method), "/" + path, null, 401)).Code());
        }
    }

    [Fact]
    public async Task A_token_that_one_shop_knows_is_nobody_in_another()
    {
        using var shopper = await shop.ShopperAsync("隣の店の人");
        await shopper.LookAsync(Cart, 200);

        Assert.Equal("id-token-refused", (await shopper.LookAsync("/api/shops/aoyama/cart", 401)).Code());
        await shopper.LookAsync(Cart, 200);
    }

    [Fact]
    public async Task A_token_that_is_known_ends_when_it_says()
    {
        using var shopper = shop.Anyone();
        var token = await (await shop.PersonAsync("時間切れ")).IdTokenAsync(lifeSeconds: 60);
        shopper.DefaultRequestHeaders.Authorization = new("Bearer", token);
        await shopper.LookAsync(Cart, 200);

        shop.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("id-token-refused", (await shopper.LookAsync(Cart, 401)).Code());
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic Zm9yZ2VkOmZvcmdlZA==")]
    [InlineData("Bearer x x")]
    public async Task What_is_no_token_lets_nobody_in(string authorization)
    {
        using var anyone = shop.Anyone();
        anyone.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await anyone.GetAsync(new Uri(Cart, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        shop.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
}
