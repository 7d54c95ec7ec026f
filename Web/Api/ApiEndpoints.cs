using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Commerce.Web.Carts;
using Commerce.Web.Catalog;
using Commerce.Web.Http;
using Commerce.Web.Orders;
using Commerce.Web.Payments;
using Commerce.Web.Postcodes;
using Commerce.Web.Promotions;
using Commerce.Web.Shops;
using Commerce.Web.Stock;

namespace Commerce.Web.Api;

/// <summary>The JSON API under <c>/api</c>: a table of its features.</summary>
internal static class ApiEndpoints
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShopDirectory>();
        builder.Services.AddSingleton<PostcodeTable>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        builder.Services.AddOpenApi(OpenApiProblems.Describe);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi();

        var api = app.MapGroup("/api").AddEndpointFilter(Bodies.RefuseBad)
            .Refuses(Sentences.CrossSite, Sentences.TooFast, Sentences.TryAgain, Sentences.Busy, Sentences.Broken);
        api.MapGet("/time", (TimeProvider clock) => TypedResults.Ok(TimeJson.Of(clock))).WithName("Time");

        var shop = api.MapGroup("/shops/{shop}").WithMetadata(OfShop.Metadata).Refuses(Reason.UnknownShop);
        shop.MapShop();
        shop.MapCatalog();
        shop.MapHolds();
        shop.MapCart();
        shop.MapOrders();
        shop.MapCheckout();
        shop.MapPostcodes();
        shop.MapWallet();

        var staff = shop.MapGroup("/staff");
        staff.MapStaffShop();
        staff.MapStaffSegments();
        staff.MapStaffCatalog();
        staff.MapStaffStock();
        staff.MapStaffSale();
        staff.MapStaffOrders();
        staff.MapStaffCoupons();
        staff.MapStaffPoints();
        staff.MapBulkOrders();
        staff.MapStatement();
        staff.MapStaffPayee();

        app.MapFallback("/api/{**rest}", () => new Problem(Sentences.UnknownRoute)).ExcludeFromDescription();
    }
}

/// <summary>The server's time, for countdowns that do not trust the phone's clock.</summary>
internal sealed record TimeJson(DateTimeOffset Now, long UnixMilliseconds)
{
    public static TimeJson Of(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new(now, now.ToUnixTimeMilliseconds());
    }
}
