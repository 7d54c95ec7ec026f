using Commerce.Silo.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Http;

/// <summary>Live: the process answers. Ready: what it works with answers too, so traffic may come (<see cref="Readiness"/>).</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok("live"));
        health.MapGet("/ready", Ready);
    }

    private static async Task<Results<Ok<string>, JsonHttpResult<string>>> Ready(Readiness readiness) =>
        await readiness.MissingAsync() is { IsEmpty: false } missing
            ? TypedResults.Json($"not ready: {string.Join(", ", missing)}", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok("ready");
}
