using Commerce.Silo.Demo;
using Commerce.Silo.Hosting;
using Commerce.Web.Admin;
using Commerce.Web.Admin.Accounts;
using Commerce.Web.Api;
using Commerce.Web.Demo;
using Commerce.Web.Development;
using Commerce.Web.Http;
using Commerce.Web.Hubs;
using Commerce.Web.Line;
using Commerce.Web.Shop;
using Commerce.Web.Stock;
using Commerce.Web.Webhooks;

return await StartUp.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);

    builder.AddSimulators();
    builder.AddCommerce();
    builder.AddDemoShop();
    builder.AddSafety();
    builder.AddApi();
    builder.AddEdge();
    builder.AddShoppers();
    builder.AddStaffAccounts();
    builder.AddOrderFeed();
    builder.AddShopPages();
    builder.AddDemoPage();

    var app = builder.Build();

    app.UseSafety();
    app.UseEntrance();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();

    app.MapStaticAssets();
    app.MapHealth();
    app.MapApi();
    app.MapWebhooks();
    app.MapOrderFeed();
    app.MapStaffAccounts();
    app.MapShopPages();
    app.MapAdminPages();
    app.MapDemoPage();
    app.MapSimulators();

    await app.RunAsync();
});
