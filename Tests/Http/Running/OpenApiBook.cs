using System.Text.Json;
using System.Text.RegularExpressions;

namespace Commerce.Tests.Http.Running;

/// <summary>What the OpenAPI document says that operations answer.</summary>
public sealed class OpenApiBook(IReadOnlyList<OpenApiBook.Operation> operations)
{
    public IReadOnlyList<Operation> Operations => operations;

    public static OpenApiBook Parse(string json) => new(
    [
        .. from path in JsonDocument.Parse(json).RootElement.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select new Operation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ]);

    /// <summary>The operation that serves a request; the one with the fewest parameters where several could.</summary>
    public Operation? Of(HttpMethod method, string path) => operations
        .Where(operation => operation.Method == method.Method && operation.Serves(path))
        .MinBy(operation => operation.Path.Count(letter => letter == '{'));

    public sealed record Operation(string Method, string Path, JsonElement Json)
    {
        private readonly Regex _path = new("^" + Regex.Replace(Path, "\\{[^}]+\\}", "[^/]+") + "$");

        public bool Serves(string path) => _path.IsMatch(path);

        public IEnumerable<string> Codes(int status) =>
            Json.GetProperty("responses").TryGetProperty($"{status}", out var answer) && answer.TryGetProperty("x-problem-codes", out var codes)
                ? codes.EnumerateArray().Select(code => code.GetString()!)
                : [];
    }
}
