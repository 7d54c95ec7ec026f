using Commerce.Web.Http;

namespace Commerce.Web.Line;

/// <summary>Who the shopper is: the one that the verified LIFF ID token names.</summary>
internal static class Shoppers
{
    public static void AddShoppers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShopperDoor>();
        builder.Services.AddSingleton<ShopperCookie>();
    }

    public static TBuilder ForShoppers<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints
        .WithMetadata(OfShoppers.Metadata)
        .Refuses(Sentences.SignInNeeded, Sentences.IdTokenRefused, Sentences.LineUnreachable);
}
