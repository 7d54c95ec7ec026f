using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Commerce.Web.Hubs;

/// <summary>The merchant's live desk over SignalR, at <c>/hubs/orders</c>.</summary>
internal static class OrderFeed
{
    public static void AddOrderFeed(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeedScreens>();
        builder.Services.AddSignalR(signalR =>
        {
            signalR.MaximumReceiveMessageSize = 4 * 1024;   // a screen says little
            signalR.EnableDetailedErrors = builder.Environment.IsDevelopment();
        }).AddJsonProtocol(json =>
        {
            json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
    }

    public static void MapOrderFeed(this WebApplication app) => app.MapHub<OrderFeedHub>("/hubs/orders");
}
