using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Commerce.Web.Http;

/// <summary>The caller's name for one command, from the <c>Idempotency-Key</c> header: a retry has the same one.</summary>
internal sealed class IdempotencyKey : IBody, IBindableFromHttpContext<IdempotencyKey>, IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    public Problem? Problem { get; private init; }

    public string Value { get; private init; } = "";

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(KeyMetadata.Needed);

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var key = context.Request.Headers[Header].ToString();
        return ValueTask.FromResult<IdempotencyKey?>(
            Keys.IsPart(key) ? new() { Value = key } : new() { Problem = new(Sentences.IdempotencyKeyMissing) });
    }
}

/// <summary>An endpoint that takes an Idempotency-Key, for the OpenAPI document.</summary>
internal sealed class KeyMetadata
{
    public static readonly KeyMetadata Needed = new();
}
