using Commerce.Silo.ReadModel;
using Commerce.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Commerce.Web.Admin.Accounts;

/// <summary>Who the staff are: ASP.NET Core Identity, one role per person and shop.</summary>
internal static class StaffAccounts
{
    /// <summary>Policy: any member of any staff. What they may do in a shop is <see cref="StaffOf"/>.</summary>
    public const string SignedIn = "staff";

    public static void AddStaffAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddIdentityCore<StaffUser>(identity =>
            {
                // Length is what protects; rules about letters only make people write them down.
                identity.Password.RequiredLength = 10;
                identity.Password.RequireDigit = identity.Password.RequireUppercase = identity.Password.RequireLowercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<CommerceDb>()
            .AddSignInManager();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(Configure));

        // A password that was changed ends other sessions within a minute; a role that was taken away counts at once (StaffOf).
        builder.Services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.FromMinutes(1));
        builder.Services.AddSingleton<StaffRoles>();
        builder.Services.AddSingleton<IAuthorizationHandler, StaffOfShop>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(SignedIn, policy => policy
            .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
            .RequireAuthenticatedUser());
    }

    public static void MapStaffAccounts(this WebApplication app)
    {
        var accounts = app.MapGroup("/admin").ExcludeFromDescription();
        accounts.MapGet("/sign-in", SignInEndpoints.Show);
        accounts.MapPost("/sign-in", SignInEndpoints.SignIn).RequireRateLimiting(RateLimits.SignIn);
        accounts.MapPost("/sign-out", SignInEndpoints.SignOut);
        accounts.MapGet("/denied", SignInEndpoints.Denied);
    }

    /// <summary>For API endpoints of a shop's staff: <c>{shop}</c> in the route says which shop.</summary>
    public static TBuilder ForStaff<TBuilder>(this TBuilder endpoints, StaffRole atLeast) where TBuilder : IEndpointConventionBuilder => endpoints
        .RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
            .RequireAuthenticatedUser()
            .AddRequirements(StaffOf.AtLeast(atLeast)))
        .Refuses(Sentences.StaffSignInNeeded, Sentences.NotAllowed);

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "staff";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/admin/sign-in";
        cookie.AccessDeniedPath = "/admin/denied";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnRedirectToLogin = redirect => SayOr(redirect, Sentences.StaffSignInNeeded);
        cookie.Events.OnRedirectToAccessDenied = redirect => SayOr(redirect, Sentences.NotAllowed);
    }

    /// <summary>Programs are told by a problem, people by a page.</summary>
    private static Task SayOr(RedirectContext<CookieAuthenticationOptions> redirect, Sentence sentence)
    {
        var path = redirect.Request.Path;
        if (path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs")) return new Problem(sentence).ExecuteAsync(redirect.HttpContext);

        redirect.Response.Redirect(redirect.RedirectUri);
        return Task.CompletedTask;
    }
}
