using System.Security.Claims;
using Commerce.Silo.ReadModel;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Commerce.Web.Admin.Accounts;

/// <summary>Somebody who works for the shop that is asked about, in this role or a higher one.</summary>
internal sealed record StaffOf(StaffRole Role) : IAuthorizationRequirement
{
    public static StaffOf AtLeast(StaffRole role) => new(role);
}

/// <summary>The shop is the one in the route, or the resource when it is asked by hand. Looked up each time: a role taken away is gone.</summary>
internal sealed class StaffOfShop(StaffRoles roles) : AuthorizationHandler<StaffOf>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, StaffOf requirement)
    {
        var shop = context.Resource switch
        {
            string named => named,
            HttpContext http => http.RouteShop(),
            _ => "",
        };
        if (StaffId(context.User) is { } staff && await roles.OfAsync(staff, shop) >= requirement.Role) context.Succeed(requirement);
    }

    /// <summary>The signed-in member of staff; null for anybody else, shoppers included.</summary>
    public static string? StaffId(ClaimsPrincipal user) =>
        user.Identities.FirstOrDefault(identity => identity.AuthenticationType == IdentityConstants.ApplicationScheme)
            ?.FindFirst(ClaimTypes.NameIdentifier)?.Value;
}
