namespace Commerce.Web.Demo;

/// <summary>Development only: a phone (LINE talk and shop) beside the merchant's desk at <c>/</c>.</summary>
internal static class DemoPage
{
    public static void MapDemoPage(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
    }
}
