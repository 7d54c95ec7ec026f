using Commerce.Web.Admin.Desk;

namespace Commerce.Web.Admin;

/// <summary>The merchant's pages under <c>/admin</c>.</summary>
internal static class AdminPages
{
    public static void AddAdminPages(this WebApplicationBuilder builder)
    {
    }

    public static void MapAdminPages(this WebApplication app) => app.MapDesk();
}
