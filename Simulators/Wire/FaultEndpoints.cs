using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Wire;

/// <summary><c>_sim/faults</c> and <c>_sim/webhooks</c>: the same switches for each simulated service.</summary>
internal static class FaultEndpoints
{
    public static void Map(RouteGroupBuilder sim, FaultBoard board, WebhookCourier courier)
    {
        sim.MapPost("/faults", (Fault fault) =>
            board.Arm(fault) is { } why ? Results.BadRequest(new { message = why }) : Results.Ok(board.Armed));
        sim.MapGet("/faults", () => board.Armed);
        sim.MapDelete("/faults", () =>
        {
            board.Clear();
            return Results.NoContent();
        });

        sim.MapPost("/webhooks", (CourierSwitches switches) =>
        {
            courier.Switches = switches;
            return Results.Ok(switches);
        });
        sim.MapGet("/webhooks", () => new { courier.Switches, courier.Counters });
    }
}
