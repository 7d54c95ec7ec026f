namespace Commerce.Web.Http;

/// <summary>
/// Headers on every answer. Scripts come from files only, never from the page itself; what LIFF and Stripe must load from their own
/// hosts is configuration (section <c>Csp</c>). Styles may be inline: Blazor and its components set style attributes.
/// </summary>
internal static class SecurityHeaders
{
    public static void AddSecurityHeaders(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(builder.Configuration.GetSection("Csp").Get<CspOptions>() ?? new());

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var policy = app.Services.GetRequiredService<CspOptions>().ToPolicy();
        app.Use((context, next) =>
        {
            // Written last, so that an answer that was cleared (an exception) has them too.
            context.Response.OnStarting(() =>
            {
                Write(context.Response.Headers, policy);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}

internal sealed record CspOptions
{
    public string[] Script { get; init; } = ["https://static.line-scdn.net", "https://js.stripe.com"];

    public string[] Connect { get; init; } =
        ["https://api.line.me", "https://access.line.me", "https://liffsdk.line-scdn.net", "https://api.stripe.com"];

    public string[] Frame { get; init; } = ["https://js.stripe.com", "https://hooks.stripe.com"];

    public string ToPolicy() => string.Join("; ",
        "default-src 'self'",
        Line("script-src", Script),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https:",
        Line("connect-src", Connect),
        Line("frame-src", Frame),
        "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'self'");

    private static string Line(string directive, string[] hosts) => string.Join(' ', [directive, "'self'", .. hosts]);
}
