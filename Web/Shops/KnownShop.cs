using Commerce.Shops;
using Commerce.Web.Http;

namespace Commerce.Web.Shops;

/// <summary>Marks endpoints whose route names a shop that must exist.</summary>
internal sealed class OfShop
{
    public static readonly OfShop Metadata = new();
}

/// <summary>Looks up the shop in the route before anybody is asked who they are: an unknown shop is 404 for everyone.</summary>
internal static class KnownShop
{
    public static void UseKnownShop(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OfShop>() is not null)
        {
            var directory = context.RequestServices.GetRequiredService<ShopDirectory>();
            var shop = await directory.FindAsync(context.RouteShop());
            if (shop is null)
            {
                await Problems.From(Reason.UnknownShop).ExecuteAsync(context);
                return;
            }

            context.Features.Set(shop);
        }

        await next(context);
    });

    public static string RouteShop(this HttpContext context) => context.GetRouteValue("shop") as string ?? "";

    public static TimeZoneInfo ShopZone(this HttpContext context) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(context.Features.Get<ShopView>()?.Settings.TimeZone ?? "Asia/Tokyo", out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
