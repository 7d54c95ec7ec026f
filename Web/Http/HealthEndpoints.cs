using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Http;

/// <summary>Live: the process answers. Ready: grains and the database answer too, so traffic may come.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Ok("live"));
        health.MapGet("/ready", Ready);
    }

    private static async Task<Results<Ok<string>, StatusCodeHttpResult>> Ready(
        IGrainFactory grains, IDbContextFactory<CommerceDb> databases, ILoggerFactory logs, CancellationToken stop)
    {
        try
        {
            // A grain of a shop that does not exist: asked from its storage, and nothing is kept.
            await grains.GetGrain<IShopGrain>("health").Look().WaitAsync(Patience, stop);
            await using var db = await databases.CreateDbContextAsync(stop);
            if (await db.Database.CanConnectAsync(stop).WaitAsync(Patience, stop)) return TypedResults.Ok("ready");
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            logs.CreateLogger("Health").LogWarning(e, "Not ready");
        }

        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
