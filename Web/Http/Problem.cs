using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Http;

/// <summary>A refusal as <c>application/problem+json</c>, with the times of its sentences in the shop's own zone.</summary>
internal sealed class Problem(Sentence sentence, Refusal? facts = null, TimeSpan? retryAfter = null) : IResult, IStatusCodeHttpResult
{
    public Sentence Sentence => sentence;

    public int? StatusCode => sentence.Status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = sentence.Status;
        response.Headers.CacheControl = "no-store";
        if ((retryAfter ?? DefaultRetry) is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        await response.WriteAsJsonAsync(ToJson(httpContext.ShopZone()), json, "application/problem+json", httpContext.RequestAborted);
    }

    public ProblemJson ToJson(TimeZoneInfo zone) => new(
        "/problems/" + sentence.Code, sentence.Code.Replace('-', ' '), sentence.Status, sentence.Code,
        sentence.JaFor(facts, zone), sentence.EnFor(facts, zone), Subject, facts?.Limit, facts?.At);

    /// <summary>A field is named as it is in the JSON that was sent.</summary>
    private string? Subject =>
        facts is { Reason: Reason.BadRequest, Subject: { } name } ? JsonNamingPolicy.CamelCase.ConvertName(name) : facts?.Subject;

    private TimeSpan? DefaultRetry => sentence.Status is 429 or 503 ? TimeSpan.FromSeconds(2) : null;
}

/// <summary>Every answer of the API that is not a success.</summary>
/// <param name="Code">What a program decides by; stable.</param>
/// <param name="Ja">What the shopper reads.</param>
/// <param name="Subject">The SKU or field it is about.</param>
/// <param name="Limit">The cap or number that was passed.</param>
/// <param name="At">The instant that matters, UTC.</param>
internal sealed record ProblemJson(
    string Type, string Title, int Status, string Code, string Ja, string En,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At);

internal static class Problems
{
    public static Problem From(Refusal refusal) => new(Sentences.Of(refusal.Reason), refusal);

    public static Problem From(Reason reason, string? subject = null) => From(new Refusal(reason, subject));
}
