using System.Net.Http.Json;
using System.Text.Json;

namespace Commerce.Tests.Http.Running;

/// <summary>Fails a test whose request got a problem that the OpenAPI document does not name for that operation.</summary>
internal sealed class DeclaredProblems(Func<OpenApiBook?> book) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") return response;
        if (book()?.Of(request.Method, path) is not { } operation) return response;

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var code = problem.GetProperty("code").GetString();
        Assert.True(
            operation.Codes((int)response.StatusCode).Contains(code),
            $"{request.Method} {operation.Path} answered {(int)response.StatusCode} {code}, which the OpenAPI document does not name");
        return response;
    }
}
