using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Silo.Demo;

public static class DemoHosting
{
    /// <summary>Seeds the demo's shops and keeps their flash sale going. In Development only, after <c>AddCommerceSilo</c>.</summary>
    public static void AddDemoShop(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment()) return;

        builder.Services.AddHostedService<DemoSeed>();
        builder.Services.AddHostedService<DemoSale>();
    }
}
