namespace Commerce.Web.Http;

/// <summary>The problems an endpoint can answer: what the OpenAPI document says, and what tests hold it to.</summary>
internal sealed record RefusesMetadata(IReadOnlyList<Sentence> Sentences);

internal static class RefusesConventions
{
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoints, params Sentence[] sentences) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new RefusesMetadata(sentences));

    public static TBuilder Refuses<TBuilder>(this TBuilder endpoints, params Reason[] reasons) where TBuilder : IEndpointConventionBuilder =>
        endpoints.Refuses([.. reasons.Select(Sentences.Of)]);

    /// <summary>For endpoints that take a JSON body.</summary>
    public static TBuilder RefusesBadBodies<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints
        .Refuses(Sentences.InvalidJson, Sentences.NotJson, Sentences.BodyTooLarge)
        .Refuses(Reason.BadRequest);

    /// <summary>For endpoints that take an Idempotency-Key.</summary>
    public static TBuilder RefusesKeyless<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints
        .Refuses(Sentences.IdempotencyKeyMissing)
        .Refuses(Reason.KeyReused);
}
