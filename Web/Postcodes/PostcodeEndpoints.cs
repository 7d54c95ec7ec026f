using Commerce.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Postcodes;

/// <summary>From a postal code to the beginning of an address. It only fills a form in: the shopper's own words count.</summary>
internal static class PostcodeEndpoints
{
    public static void MapPostcodes(this IEndpointRouteBuilder shop) =>
        shop.MapGet("/postcodes/{code}", Find).WithName("Postcode").RequireRateLimiting(RateLimits.Read).Refuses(Reason.BadPostalCode);

    /// <summary>A code may be of several towns, cities, even prefectures (498-0000); one that nobody knows has no places: it is typed by hand.</summary>
    private static Results<Ok<PostcodeJson>, Problem> Find(string code, PostcodeTable table, HttpContext context)
    {
        if (code.Length != 7 || !code.All(char.IsAsciiDigit)) return Problems.From(Reason.BadPostalCode, "postalCode");
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Ok(new PostcodeJson(code, [.. table.Find(code)]));
    }
}

/// <param name="Places">Empty when the code is not in the table.</param>
internal sealed record PostcodeJson(string Code, Place[] Places);
