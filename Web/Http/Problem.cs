using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Commerce.Web.Shops;

namespace Commerce.Web.Http;

/// <summary>A refusal as <c>application/problem+json</c>, with the times of its sentences in the shop's own zone.</summary>
/// <param name="asOf">For a refusal given without asking the stock: when (UTC) it stood as the refusal says.</param>
internal sealed class Problem(Sentence sentence, Refusal? facts = null, TimeSpan? retryAfter = null, DateTimeOffset? asOf = null)
    : IResult, IStatusCodeHttpResult
{
    public Sentence Sentence => sentence;

    public int? StatusCode => sentence.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = sentence.Status;
        response.Headers.CacheControl = "no-store";
        if ((retryAfter ?? DefaultRetry) is { } wait)
        {
            // A little more for some: a crowd that was sent away together does not come back together.
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) + Random.Shared.Next(RetrySpread);
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Answers.WriteAsync(httpContext, ToJson(httpContext.ShopZone()), "application/problem+json");
    }

    public ProblemJson ToJson(TimeZoneInfo zone) => new(
        "/problems/" + sentence.Code, sentence.Code.Replace('-', ' '), sentence.Status, sentence.Code,
        sentence.JaFor(facts, zone), sentence.EnFor(facts, zone), Subject, facts?.Limit, facts?.At, facts?.Taken, asOf);

    /// <summary>A field is named as it is in the JSON that was sent.</summary>
    private string? Subject =>
        facts is { Reason: Reason.BadRequest, Subject: { } name } ? JsonNamingPolicy.CamelCase.ConvertName(name) : facts?.Subject;

    private TimeSpan? DefaultRetry => sentence.Status is 429 or 503 ? TimeSpan.FromSeconds(1) : null;

    private const int RetrySpread = 3;   // seconds: 0, 1 or 2 are added
}

/// <summary>Every answer of the API that is not a success.</summary>
/// <param name="Code">What a program decides by; stable.</param>
/// <param name="Ja">What the shopper reads.</param>
/// <param name="Subject">The SKU or field it is about.</param>
/// <param name="Limit">The cap or number that was passed.</param>
/// <param name="At">The instant that matters, UTC.</param>
/// <param name="Taken">Units that the shopper has already, where a cap counts them.</param>
/// <param name="AsOf">When (UTC) the stock stood so, for a refusal that it was not asked for: a moment before the request.</param>
internal sealed record ProblemJson(
    string Type, string Title, int Status, string Code, string Ja, string En,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Taken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? AsOf);

internal static class Problems
{
    public static Problem From(Refusal refusal) => new(Sentences.Of(refusal.Reason), refusal);

    public static Problem From(Reason reason, string? subject = null) => From(new Refusal(reason, subject));
}
