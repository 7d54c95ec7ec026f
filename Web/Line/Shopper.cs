using System.Reflection;

namespace Commerce.Web.Line;

/// <summary>The customer a request comes from, as LINE verified them, in the one shop they were verified for.</summary>
internal sealed record Shopper(string Shop, string Id, string? Name, string? Picture, DateTimeOffset Until)
    : IBindableFromHttpContext<Shopper>
{
    public static ValueTask<Shopper?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.Features.Get<Shopper>());
}
