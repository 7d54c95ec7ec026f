using Commerce.Orders;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Orders;
using Commerce.Web.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Commerce.Web.Admin.Orders;

/// <summary>The shop's orders at <c>/admin/{shop}/orders</c>: everybody on the staff may look, the buttons are for those who may use them.</summary>
internal static class StaffOrderPages
{
    private const int PageSize = 50;

    public static void MapStaffOrderPages(this IEndpointRouteBuilder app) =>
        app.MapGroup("/admin/{shop}").ForStaff(StaffRole.Viewer).ExcludeFromDescription().MapPages();

    private static void MapPages(this RouteGroupBuilder admin)
    {
        admin.MapGet("/orders", Show);
        admin.MapGet("/orders/{orderId}", One);
        admin.MapGet("/statement", Statement);
    }

    private static async Task<IResult> One(
        string shop, string orderId, [AsParameters] Sources sources, IGrainFactory grains, TimeProvider clock, HttpContext context)
    {
        if (await sources.Shops.FindAsync(shop) is not { } found || !Keys.IsPart(orderId)) return Results.NotFound();
        if (await grains.GetGrain<IOrderGrain>(Keys.Of(shop, orderId)).Look() is not { } order) return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<StaffOrderPage>(new Dictionary<string, object?>
        {
            [nameof(StaffOrderPage.Shop)] = found,
            [nameof(StaffOrderPage.Zone)] = ZoneOf(found),
            [nameof(StaffOrderPage.Order)] = order,
            [nameof(StaffOrderPage.Names)] = await sources.Roles.NamesAsync([.. order.Steps.Select(step => step.By.Who).Distinct()]),
            [nameof(StaffOrderPage.Now)] = clock.GetUtcNow(),
            [nameof(StaffOrderPage.Role)] = await sources.Roles.OfAsync(context.User, shop),
        });
    }

    private static async Task<IResult> Statement(
        string shop, string? month, [AsParameters] Sources sources, StatementQueries statements, TimeProvider clock, HttpContext context)
    {
        if (await sources.Shops.FindAsync(shop) is not { } found) return Results.NotFound();
        var zone = ZoneOf(found);
        var first = StatementEndpoints.Month(month, clock, zone) ?? StatementEndpoints.Month(null, clock, zone)!.Value;
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<StatementPage>(new Dictionary<string, object?>
        {
            [nameof(StatementPage.Shop)] = found,
            [nameof(StatementPage.Role)] = await sources.Roles.OfAsync(context.User, shop),
            [nameof(StatementPage.Statement)] = await statements.MonthAsync(shop, first, zone, context.RequestAborted),
            [nameof(StatementPage.Rate)] = CartPlans.Percent(found.Settings.Plan.Rate()),
        });
    }

    private static TimeZoneInfo ZoneOf(ShopView shop) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(shop.Settings.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private static async Task<IResult> Show(
        string shop, [AsParameters] Filter filter, [AsParameters] Sources sources, HttpContext context)
    {
        if (await sources.Shops.FindAsync(shop) is not { } found) return Results.NotFound();
        var (orders, stop) = (sources.Orders, context.RequestAborted);
        var status = Enum.TryParse<OrderStatus>(filter.Status, out var named) ? named : (OrderStatus?)null;
        var isRefused = filter.Refunds == "refused";
        var page = isRefused
            ? await orders.WithRefusedRefundsAsync(shop, filter.After, PageSize, stop)
            : await orders.OfShopAsync(shop, status, null, filter.After, PageSize, stop);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<StaffOrdersPage>(new Dictionary<string, object?>
        {
            [nameof(StaffOrdersPage.Shop)] = found,
            [nameof(StaffOrdersPage.Role)] = await sources.Roles.OfAsync(context.User, shop),
            [nameof(StaffOrdersPage.Zone)] = ZoneOf(found),
            [nameof(StaffOrdersPage.Orders)] = page.Orders,
            [nameof(StaffOrdersPage.Counts)] = await orders.CountsAsync(shop, null, stop),
            [nameof(StaffOrdersPage.RefusedRefunds)] = await orders.RefusedRefundsAsync(shop, stop),
            [nameof(StaffOrdersPage.Status)] = isRefused ? null : status,
            [nameof(StaffOrdersPage.OnlyRefused)] = isRefused,
            [nameof(StaffOrdersPage.Next)] = page.Next,
        });
    }

    internal sealed record Filter(string? Status, string? Refunds, string? After);

    internal sealed record Sources(ShopDirectory Shops, OrderQueries Orders, StaffRoles Roles);
}
