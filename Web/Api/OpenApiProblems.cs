using System.Globalization;
using System.Text.Json.Nodes;
using Commerce.Web.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Commerce.Web.Api;

/// <summary>Writes each operation's problems into the OpenAPI document: one answer per status, with its codes and their sentences.</summary>
internal static class OpenApiProblems
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "OrleansCommerce", Version = "v1" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(AddBody);
        options.AddOperationTransformer(AddProblems);
    }

    private static async Task AddBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<KeyMetadata>().Any()) AddKey(operation);
        if (metadata.OfType<BodyMetadata>().LastOrDefault() is not { } body) return;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await SchemaAsync(context, body.Type, stop) },
            },
        };
    }

    /// <summary>Described once, referred to everywhere.</summary>
    private static async Task<IOpenApiSchema> SchemaAsync(OpenApiOperationTransformerContext context, Type type, CancellationToken stop)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, stop);
        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static void AddKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "The caller's name for this command: new for each one, the same for each retry.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9._-]{1,64}$" },
        });
    }

    private static async Task AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var declared = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusesMetadata>().SelectMany(r => r.Sentences);
        var schema = await SchemaAsync(context, typeof(ProblemJson), stop);
        operation.Responses ??= [];
        foreach (var status in declared.Distinct().GroupBy(sentence => sentence.Status).OrderBy(group => group.Key))
        {
            var sentences = status.OrderBy(sentence => sentence.Code, StringComparer.Ordinal).ToArray();
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join('\n', sentences.Select(sentence => $"`{sentence.Code}`: {sentence.En}")),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = schema } },
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["x-problem-codes"] = new JsonNodeExtension(new JsonArray([.. sentences.Select(s => (JsonNode)s.Code)])),
                },
            };
        }
    }
}
