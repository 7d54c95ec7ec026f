using System.Security.Claims;
using Commerce.Silo.ReadModel;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Admin.Accounts;

/// <summary>Who works where, and as what.</summary>
internal sealed class StaffRoles(IDbContextFactory<CommerceDb> databases)
{
    public async Task<StaffRole> OfAsync(string userId, string shop)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.StaffMembers
            .Where(member => member.UserId == userId && member.Shop == shop)
            .Select(member => member.Role)
            .SingleOrDefaultAsync();
    }

    /// <summary>The role of whoever asks; <see cref="StaffRole.Unknown"/> for strangers.</summary>
    public async Task<StaffRole> OfAsync(ClaimsPrincipal user, string shop) =>
        StaffOfShop.StaffId(user) is { } staff ? await OfAsync(staff, shop) : StaffRole.Unknown;

    /// <summary>What the members of staff among these actors sign in as.</summary>
    public async Task<Dictionary<string, string>> NamesAsync(IReadOnlyCollection<string> actors)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Users
            .Where(user => actors.Contains(user.Id) && user.UserName != null)
            .ToDictionaryAsync(user => user.Id, user => user.UserName!);
    }

    public async Task<string[]> ShopsOfAsync(string userId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.StaffMembers
            .Where(member => member.UserId == userId && member.Role > StaffRole.Unknown)
            .OrderBy(member => member.Shop)
            .Select(member => member.Shop)
            .ToArrayAsync();
    }
}
