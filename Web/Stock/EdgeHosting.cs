using Commerce.Web.Catalog;
using Commerce.Web.Customers;

namespace Commerce.Web.Stock;

/// <summary>What stands between a crowd and the grains.</summary>
internal static class EdgeHosting
{
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Gate").Get<GateOptions>() ?? new());
        builder.Services.AddSingleton<StockGates>();
        builder.Services.AddSingleton<EdgeGate>();
        builder.Services.AddSingleton<EdgeHolds>();
        builder.Services.AddSingleton<HoldOutcomes>();
        builder.Services.AddSingleton<CustomerSegments>();
        builder.Services.AddSingleton<CatalogShelves>();

        // Added after the silo, so stopped before it: what was counted last is told while the grains still listen.
        builder.Services.AddSingleton<EdgeRefusals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EdgeRefusals>());
    }
}
