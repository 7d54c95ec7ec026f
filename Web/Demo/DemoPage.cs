using System.Reflection;
using Commerce.Web.Shop;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Demo;

/// <summary>Development only: a phone (LINE talk and shop) beside the merchant's desk at <c>/</c>.</summary>
internal static class DemoPage
{
    /// <summary>The shop that the demo shows.</summary>
    public const string Shop = Silo.Demo.DemoShops.Kagetsudo;

    public static void AddDemoPage(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddScoped<DemoViewer>();
    }

    public static void MapDemoPage(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;

        var demo = app.MapGroup("").ExcludeFromDescription();
        demo.MapGet("/", Show);
        demo.MapGet("/demo/demo.js", () => File("demo.js", "text/javascript; charset=utf-8"));
        demo.MapGet("/demo/demo.css", () => File("demo.css", "text/css; charset=utf-8"));
        demo.MapPost("/demo/sign-in-viewer", async (DemoViewer viewer, HttpContext context) =>
        {
            await viewer.SignInAsync(context);
            return TypedResults.NoContent();
        });
    }

    private static async Task<RazorComponentResult<DemoScreen>> Show(ShopDirectory shops, HttpContext context)
    {
        VisitReader.BeginInJapanese(context);
        return new(new Dictionary<string, object?>
        {
            [nameof(DemoScreen.Shop)] = Shop,
            [nameof(DemoScreen.Name)] = (await shops.FindAsync(Shop))?.Settings.Name ?? Shop,
            [nameof(DemoScreen.LiffId)] = (await shops.ChannelsAsync(Shop))?.LiffId ?? "",
        });
    }

    // Carried in the assembly: what is not in wwwroot is not published, and Production has none of it.
    private static FileStreamHttpResult File(string name, string type) =>
        TypedResults.Stream(Assembly.GetExecutingAssembly().GetManifestResourceStream("demo/" + name)!, type);
}
