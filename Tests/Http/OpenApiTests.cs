using Commerce.Tests.Http.Running;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Http;

/// <summary>
/// The document says what is true. Every other test here holds it to that: a problem it does not name fails the test that got it.
/// </summary>
[Collection(Shared.Name)]
public sealed class OpenApiTests(RunningShop shop)
{
    [Fact]
    public async Task Every_operation_of_the_api_is_in_the_document_with_its_problems()
    {
        var book = await ReadAsync();

        foreach (var endpoint in Endpoints())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var operation = Assert.Single(book.Operations, operation => operation.Method == method && operation.Path == path);
                var declared = endpoint.Metadata.GetOrderedMetadata<RefusesMetadata>().SelectMany(refuses => refuses.Sentences).ToHashSet();

                Assert.NotEmpty(declared);
                Assert.All(declared, sentence => Assert.Contains(sentence.Code, operation.Codes(sentence.Status)));
            }
        }
    }

    [Fact]
    public async Task Every_operation_has_a_name_and_a_good_answer()
    {
        var book = await ReadAsync();

        Assert.All(book.Operations, operation =>
        {
            Assert.True(operation.Json.TryGetProperty("operationId", out _), $"{operation.Method} {operation.Path} has no name");
            Assert.Contains(
                operation.Json.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('2'));
        });
    }

    [Fact]
    public void Whoever_takes_a_body_names_what_may_be_wrong_with_it()
    {
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<BodyMetadata>() is not null))
        {
            var declared = endpoint.Metadata.GetOrderedMetadata<RefusesMetadata>().SelectMany(refuses => refuses.Sentences).ToHashSet();

            Assert.Superset(new HashSet<Sentence> { Sentences.InvalidJson, Sentences.NotJson, Sentences.BodyTooLarge }, declared);
        }
    }

    [Fact]
    public async Task Bodies_and_keys_are_described()
    {
        var add = (await ReadAsync()).Of(HttpMethod.Post, "/api/shops/kagetsudo/cart/items")!.Json;

        Assert.Contains("AddBody", add.GetProperty("requestBody").ToString(), StringComparison.Ordinal);
        Assert.Contains(add.GetProperty("parameters").EnumerateArray(), parameter => parameter.Text("name") == "Idempotency-Key");
    }

    private async Task<OpenApiBook> ReadAsync()
    {
        using var anyone = shop.Anyone();
        return OpenApiBook.Parse(await anyone.GetStringAsync("/openapi/v1.json"));
    }

    private IEnumerable<RouteEndpoint> Endpoints() => shop.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText is { } path
            && (path.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) || path.TrimStart('/').StartsWith("webhooks/", StringComparison.Ordinal))
            && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);
}
