namespace Commerce.Web.Hubs;

internal static class OrderFeed
{
    public static void AddOrderFeed(this WebApplicationBuilder builder) => builder.Services.AddSignalR();

    public static void MapOrderFeed(this WebApplication app)
    {
    }
}
