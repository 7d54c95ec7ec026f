namespace Commerce.Web.Admin.Accounts;

/// <summary>Who the staff are: ASP.NET Core Identity, one role per person and shop.</summary>
internal static class StaffAccounts
{
    public static void AddStaffAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
    }

    public static void MapStaffAccounts(this WebApplication app)
    {
    }
}
