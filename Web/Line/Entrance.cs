using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Authorization;

namespace Commerce.Web.Line;

/// <summary>
/// Who a request comes from: by <c>Authorization: Bearer</c> LIFF ID token, else by the shop's cookie. Found out once per request and
/// kept with it. What is marked as for shoppers is reached by nobody else, and by them at once: what comes after the entrance asks for
/// staff and for forms, and a crowd of shoppers has neither.
/// </summary>
internal static class Entrance
{
    private const string Bearer = "Bearer ";

    public static void UseEntrance(this WebApplication app) => app.Use(next => context =>
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<OfShoppers>() is null) return next(context);
        var inside = endpoint.Metadata.GetMetadata<IAuthorizeData>() is null ? endpoint.RequestDelegate! : next;
        return Recognise(context) is null ? EnterAsync(context, inside) : inside(context);
    });

    /// <summary>The shopper, when that is known without asking anybody.</summary>
    public static Shopper? Recognise(HttpContext context)
    {
        if (context.Features.Get<Shopper>() is { } seen) return seen;
        var (services, shop) = (context.RequestServices, context.RouteShop());
        var shopper = HasBearer(context.Request, out var token)
            ? services.GetRequiredService<ShopperDoor>().Known(shop, token)
            : services.GetRequiredService<ShopperCookie>().Read(context, shop);
        if (shopper is not null) context.Features.Set(shopper);
        return shopper;
    }

    private static async Task EnterAsync(HttpContext context, RequestDelegate inside)
    {
        var refused = Sentences.SignInNeeded;
        if (HasBearer(context.Request, out var token))
        {
            var door = context.RequestServices.GetRequiredService<ShopperDoor>();
            var entry = await door.EnterAsync(context.RouteShop(), token.ToString(), context.RequestAborted);
            if (entry.Shopper is { } shopper)
            {
                context.Features.Set(shopper);
                await inside(context);
                return;
            }

            refused = entry.Refused;
        }

        await new Problem(refused).ExecuteAsync(context);
    }

    private static bool HasBearer(HttpRequest request, out ReadOnlySpan<char> token)
    {
        var header = request.Headers.Authorization.ToString();
        var has = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        token = has ? header.AsSpan(Bearer.Length).Trim() : default;
        return has;
    }
}

/// <summary>Marks endpoints that are for shoppers alone.</summary>
internal sealed class OfShoppers
{
    public static readonly OfShoppers Metadata = new();
}
