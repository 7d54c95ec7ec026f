using Microsoft.AspNetCore.Identity;

namespace Commerce.Silo.ReadModel;

/// <summary>A person who works for one or more shops.</summary>
public sealed class StaffUser : IdentityUser;

/// <summary>What a person may do in one shop.</summary>
public sealed class StaffMember
{
    public required string UserId { get; init; }
    public required string Shop { get; init; }
    public required StaffRole Role { get; set; }
}

/// <summary>Stored as a number. A higher role may do everything that a lower one may.</summary>
public enum StaffRole { Unknown = 0, Viewer = 1, Staff = 2, Manager = 3, Owner = 4 }
