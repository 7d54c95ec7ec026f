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
        options.AddOperationTransformer(AddProblems);
    }

    private static async Task AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var declared = context.Description.ActionDescriptor.EndpointMetadata.OfType<RefusesMetadata>().SelectMany(r => r.Sentences);
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemJson), null, stop);
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
