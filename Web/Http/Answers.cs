using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Http;

/// <summary>
/// JSON in one piece, with its length: headers and body leave in one write to the socket. The framework's own results send it in chunks,
/// the last of which takes a write of its own.
/// </summary>
internal static class Answers
{
    public static Task WriteAsync<T>(HttpContext context, T value, string contentType)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, json);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, CancellationToken.None).AsTask();   // who has gone away is written to no more
    }
}

/// <summary>A 200 for what a crowd asks at once.</summary>
internal sealed class Short<T>(T value) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext) => Answers.WriteAsync(httpContext, value, "application/json; charset=utf-8");
}
