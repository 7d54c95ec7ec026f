using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Commerce.Web.Http;

/// <summary>
/// A JSON body, read strictly: a field nobody knows (a price, say), a number in quotes or one that does not fit is refused by name.
/// <see cref="Bodies.RefuseBad"/> answers the problem before the endpoint runs, so an endpoint sees only good ones.
/// </summary>
internal sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider where T : class
{
    public Problem? Problem { get; private init; }

    public T Value { get => field ?? throw new InvalidOperationException("a refused body has no value"); private init; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!context.Request.HasJsonContentType()) return new() { Problem = new(Sentences.NotJson) };

        var (bytes, problem) = await Bodies.ReadAsync(context.Request, Bodies.Limit, context.RequestAborted);
        if (problem is not null) return new() { Problem = problem };

        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Bodies.Strict) is { } value
                ? new() { Value = value }
                : new() { Problem = Problems.From(Reason.BadRequest) };
        }
        catch (JsonException e)
        {
            return new() { Problem = Bodies.Explain(bytes, e) };
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new BodyMetadata(typeof(T)));
}

/// <summary>
/// What an endpoint reads, for the OpenAPI document. Not the framework's <see cref="IAcceptsMetadata"/>: that one makes routing refuse
/// other media types, without a name and before anybody was asked who they are.
/// </summary>
internal sealed record BodyMetadata(Type Type);

internal interface IBody
{
    Problem? Problem { get; }
}

/// <summary>How bodies are read, and what is said about those that cannot be.</summary>
internal static class Bodies
{
    public const int Limit = 64 * 1024;

    public static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static async ValueTask<object?> RefuseBad(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IBody { Problem: { } problem }) return problem;
        }

        return await next(context);
    }

    /// <summary>The whole body, or the problem of one above the limit. What the server reads ahead is bounded by the server.</summary>
    public static async ValueTask<(byte[] Bytes, Problem? Problem)> ReadAsync(HttpRequest request, int limit, CancellationToken stop)
    {
        if (request.ContentLength > limit) return ([], TooLarge(limit));
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(stop);
            var seen = read.Buffer;
            var isTooLarge = seen.Length > limit;
            if (!isTooLarge && !read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(seen.Start, seen.End);
                continue;
            }

            var bytes = isTooLarge ? [] : seen.ToArray();
            request.BodyReader.AdvanceTo(seen.End);
            return (bytes, isTooLarge ? TooLarge(limit) : null);
        }
    }

    private static Problem TooLarge(int limit) => new(Sentences.BodyTooLarge, new Refusal(Reason.TooMuch, null, limit));

    public static Problem Explain(byte[] bytes, JsonException why)
    {
        if (!IsJson(bytes)) return new(Sentences.InvalidJson);
        var field = why.Path?.Split('.')[^1].TrimStart('$') is { Length: > 0 } name ? name : null;
        return Problems.From(field == "quantity" ? Reason.BadQuantity : Reason.BadRequest, field);
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var _ = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
