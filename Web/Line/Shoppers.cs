using Commerce.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Commerce.Web.Line;

/// <summary>Who the shopper is: the one that the verified LIFF ID token names.</summary>
internal static class Shoppers
{
    private static readonly AuthorizationPolicy Known =
        new AuthorizationPolicyBuilder(ShopperAuthentication.SchemeName).RequireAuthenticatedUser().Build();

    public static void AddShoppers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ShopperDoor>();
        builder.Services.AddSingleton<ShopperCookie>();
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ShopperAuthentication>(ShopperAuthentication.SchemeName, null);
    }

    public static TBuilder ForShoppers<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints
        .RequireAuthorization(Known)
        .Refuses(Sentences.SignInNeeded, Sentences.IdTokenRefused, Sentences.LineUnreachable);
}
