using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Demo;

/// <summary>Lets whoever opens the demo look at its desk: as a viewer, who can change nothing and has no password.</summary>
internal sealed class DemoViewer(
    UserManager<StaffUser> users, SignInManager<StaffUser> door, StaffRoles roles, IDbContextFactory<CommerceDb> databases)
{
    private const string Email = $"viewer@{DemoPage.Shop}.example";

    /// <summary>Whoever is signed in as staff of the demo's shop already stays who they are.</summary>
    public async Task SignInAsync(HttpContext context)
    {
        if (await roles.OfAsync(context.User, DemoPage.Shop) >= StaffRole.Viewer) return;
        await door.SignInAsync(await FindAsync() ?? await HireAsync(), isPersistent: false);
    }

    private Task<StaffUser?> FindAsync() => users.FindByEmailAsync(Email);

    private async Task<StaffUser> HireAsync()
    {
        var viewer = new StaffUser { UserName = Email, Email = Email };
        if (!(await users.CreateAsync(viewer)).Succeeded)
            return await FindAsync() ?? throw new InvalidOperationException("the demo's viewer could not be made");

        await using var db = await databases.CreateDbContextAsync();
        db.Add(new StaffMember { UserId = viewer.Id, Shop = DemoPage.Shop, Role = StaffRole.Viewer });
        await db.SaveChangesAsync();
        return viewer;
    }
}
