using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.Features;

namespace Commerce.Web.Http;

/// <summary>What protects every request: limits, headers, problem details. Order matters and is decided here.</summary>
internal static class Safety
{
    /// <summary>No request of any kind is longer. The API and the webhooks have narrower limits of their own.</summary>
    public const int BodyLimit = 2 * 1024 * 1024;

    // A body that is too long is answered by us and then read to its end by the server, so that its sender hears the answer.
    private const int DrainLimit = 16 * 1024 * 1024;

    public static void AddSafety(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DrainLimit;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<FormOptions>(form => form.ValueLengthLimit = form.KeyLengthLimit = 16 * 1024);
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddExceptionHandler<Failures>();
        builder.Services.AddProblemDetails();
        builder.AddSecurityHeaders();
        builder.AddRateLimits();
    }

    public static void UseSafety(this WebApplication app)
    {
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(Failures.NameStatus);
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseBodyLimit();
        app.UseSameOrigin();
        app.UseRateLimiter();
        app.UseKnownShop();
    }
}
