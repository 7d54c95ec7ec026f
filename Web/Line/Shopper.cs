using System.Reflection;
using System.Security.Claims;

namespace Commerce.Web.Line;

/// <summary>The customer a request comes from, as LINE verified them, in the one shop they were verified for.</summary>
internal sealed record Shopper(string Shop, string Id, string? Name, string? Picture, DateTimeOffset Until)
    : IBindableFromHttpContext<Shopper>
{
    private const string ShopClaim = "shop";

    public ClaimsPrincipal ToPrincipal(string scheme) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Id), new(ShopClaim, Shop)], scheme));

    public static ValueTask<Shopper?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<Shopper>());
}
