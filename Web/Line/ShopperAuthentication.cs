using System.Text.Encodings.Web;
using Commerce.Web.Http;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Line;

/// <summary>The shopper of a request: by <c>Authorization: Bearer</c> LIFF ID token, else by the shop's cookie.</summary>
internal sealed class ShopperAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ShopperDoor door)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Shopper";

    private Sentence _refused = Sentences.SignInNeeded;

    public static string? BearerToken(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shop = Context.RouteShop();
        if (Context.Features.Get<Shopper>() is { } seen && seen.Shop == shop) return LetIn(seen);
        if (BearerToken(Request) is { } token)
        {
            var entry = await door.EnterAsync(shop, token, Context.RequestAborted);
            if (entry.Shopper is { } shopper) return LetIn(shopper);
            _refused = entry.Refused;
            return AuthenticateResult.Fail(_refused.Code);
        }

        var cookie = Context.RequestServices.GetRequiredService<ShopperCookie>();
        return cookie.Read(Context, shop) is { } known ? LetIn(known) : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => new Problem(_refused).ExecuteAsync(Context);

    private AuthenticateResult LetIn(Shopper shopper)
    {
        Context.Features.Set(shopper);
        return AuthenticateResult.Success(new(shopper.ToPrincipal(SchemeName), SchemeName));
    }
}
