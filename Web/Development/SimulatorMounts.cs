namespace Commerce.Web.Development;

/// <summary>Development only: LINE and Stripe stand-ins at <c>/sim/line</c> and <c>/sim/stripe</c>, and the demo shop.</summary>
internal static class SimulatorMounts
{
    public static void AddSimulators(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment()) return;
    }

    public static void MapSimulators(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
    }
}
