using System.Security.Cryptography;
using Commerce.Silo.ReadModel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Silo.Staff;

/// <summary>Makes staff accounts and new passwords where no owner can: the first account of a shop, and a password that was lost.</summary>
internal sealed class StaffDesk(IDbContextFactory<CommerceDb> databases)
{
    // No 0/O, 1/l/I: a password that is read from a log and typed.
    private const string Letters = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    private readonly PasswordHasher<StaffUser> _hasher = new();

    /// <returns>The new account's password; null when the account is there already.</returns>
    public async Task<string?> HireAsync(string email, string shop, StaffRole role, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await FindAsync(db, email, stop) is not null) return null;

        var user = new StaffUser
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            LockoutEnabled = true,
        };
        var password = Give(user);
        db.Add(user);
        db.Add(new StaffMember { UserId = user.Id, Shop = shop, Role = role });
        await db.SaveChangesAsync(stop);
        return password;
    }

    /// <returns>The new password; null when there is no such account.</returns>
    public async Task<string?> ResetAsync(string email, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        if (await FindAsync(db, email, stop) is not { } user) return null;

        var password = Give(user);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        await db.SaveChangesAsync(stop);
        return password;
    }

    /// <summary>Only the hash is kept. The new stamp ends the sessions that the old password began.</summary>
    private string Give(StaffUser user)
    {
        var password = RandomNumberGenerator.GetString(Letters, 16);
        user.PasswordHash = _hasher.HashPassword(user, password);
        user.SecurityStamp = RandomNumberGenerator.GetHexString(32);
        user.ConcurrencyStamp = RandomNumberGenerator.GetHexString(32);
        return password;
    }

    private static Task<StaffUser?> FindAsync(CommerceDb db, string email, CancellationToken stop)
    {
        var normalized = email.ToUpperInvariant();
        return db.Users.SingleOrDefaultAsync(user => user.NormalizedUserName == normalized, stop);
    }
}
