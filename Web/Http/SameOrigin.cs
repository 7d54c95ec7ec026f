namespace Commerce.Web.Http;

/// <summary>
/// Protects what a cookie may do: an unsafe API request from a browser must come from our own pages. Browsers say so in
/// <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>; a request with a cookie and neither is refused. A bearer token needs none of it.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this WebApplication app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/api") || IsSafe(request.Method) || IsOwn(request)) await next(context);
        else await new Problem(Sentences.CrossSite).ExecuteAsync(context);
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site == "same-origin";
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin) return origin == $"{request.Scheme}://{request.Host}";
        return request.Headers.Cookie.Count == 0;
    }
}
