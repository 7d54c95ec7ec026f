using Commerce.Web.Http;
using Commerce.Web.Line;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Shops;

/// <summary>Coming in: an ID token for a session of this shop.</summary>
internal static class ShopEndpoints
{
    public static void MapShop(this IEndpointRouteBuilder shop) => shop
        .MapPost("/session", SignIn).WithName("SignIn").RequireRateLimiting(RateLimits.Session).RefusesBadBodies()
        .Refuses(Sentences.IdTokenRefused, Sentences.LineUnreachable);

    private static async Task<Results<Ok<SessionJson>, Problem>> SignIn(
        string shop, Body<SessionBody> body, ShopperDoor door, ShopperCookie cookie, HttpContext context)
    {
        var entry = await door.EnterAsync(shop, body.Value.IdToken, context.RequestAborted);
        if (entry.Shopper is not { } shopper) return new Problem(entry.Refused);

        cookie.Write(context, shopper);
        return TypedResults.Ok(new SessionJson(shopper.Name, shopper.Picture, shopper.Until));
    }
}

/// <summary>Nothing but the token: who the shopper is stands in it.</summary>
internal sealed record SessionBody(string IdToken);

internal sealed record SessionJson(string? Name, string? Picture, DateTimeOffset Expires);
