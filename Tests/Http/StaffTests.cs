using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What staff may do, in which role, and only in their own shop.</summary>
[Collection(Shared.Name)]
public sealed class StaffTests(RunningShop shop)
{
    private const string Staff = "/api/shops/kagetsudo/staff";

    public static TheoryData<string, string> Commands => new()
    {
        { "GET", "/orders" }, { "GET", "/orders/order-1" }, { "GET", "/stock/P1" }, { "GET", "/stock/P1/entries" }, { "GET", "/products" }, { "GET", "/settings" },
        { "POST", "/orders/order-1/capture" }, { "POST", "/orders/order-1/ship" }, { "POST", "/orders/order-1/deliver" },
        { "POST", "/orders/order-1/cancel" }, { "POST", "/orders/order-1/refund" }, { "POST", "/stock/P1/adjust" },
        { "POST", "/stock/P1/switch" }, { "PUT", "/products/P1" }, { "PUT", "/categories/tea" }, { "PUT", "/settings" },
        { "PATCH", "/products/P1/terms" }, { "GET", "/cap-groups" }, { "PUT", "/cap-groups/shoes" }, { "POST", "/segments/vip" },
        { "GET", "/coupons" }, { "GET", "/coupons/X" }, { "PUT", "/coupons/X" }, { "POST", "/coupons/X/stop" },
        { "POST", "/orders/bulk/ship" }, { "POST", "/orders/bulk/ship/check" }, { "POST", "/orders/bulk/capture" }, { "POST", "/orders/bulk/deliver" },
        { "POST", "/orders/bulk/cancel" }, { "GET", "/orders/counts" },
        { "GET", "/customers/U1/points" }, { "POST", "/customers/U1/points" },
    };

    [Theory, MemberData(nameof(Commands))]
    public async Task Nobody_else_comes_near(string method, string path)
    {
        using var nobody = shop.Anyone();
        using var shopper = await shop.ShopperAsync("客");

        Assert.Equal("staff-sign-in-needed", (await nobody.AskAsync(new(method), Staff + path, null, 401)).Code());
        Assert.Equal("staff-sign-in-needed", (await shopper.AskAsync(new(method), Staff + path, null, 401)).Code());
    }

    [Fact]
    public async Task The_owner_of_another_shop_is_nobody_here()
    {
        using var owner = await shop.StaffAsync("owner@aoyama-2.example", StaffRole.Owner, RunningShop.Aoyama);

        foreach (var command in Commands)
        {
            var (method, path) = ((string)command[0], (string)command[1]);
            Assert.Equal("not-allowed", (await owner.AskAsync(new(method), Staff + path, null, 403)).Code());
        }
    }

    [Theory]
    [InlineData(StaffRole.Viewer, 403, 403)]
    [InlineData(StaffRole.Staff, 200, 403)]
    [InlineData(StaffRole.Manager, 200, 200)]
    public async Task A_role_may_do_what_lower_ones_may_and_no_more(StaffRole role, int adjusting, int categories)
    {
        using var member = await shop.StaffAsync($"{role}@roles.example", role);

        await member.LookAsync(Staff + "/orders", 200);
        await member.AskAsync(HttpMethod.Post, Staff + "/stock/P9/adjust", new { delta = 1, why = "棚卸し" }, adjusting, $"adjust-{role}");
        await member.AskAsync(HttpMethod.Put, Staff + "/categories/tea", new { name = "お茶", place = 4 }, categories);
        await member.AskAsync(HttpMethod.Put, Staff + "/settings", new { }, 403);
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_at_once()
    {
        using var member = await shop.StaffAsync("leaving@kagetsudo.example", StaffRole.Manager);
        await member.LookAsync(Staff + "/orders", 200);

        await shop.DismissAsync("leaving@kagetsudo.example");

        await member.LookAsync(Staff + "/orders", 403);
    }

    [Fact]
    public async Task An_adjustment_with_the_same_key_counts_once()
    {
        using var member = await shop.StaffAsync("stock@kagetsudo.example", StaffRole.Staff);
        await shop.PutAsync("T-adjust", 10, new());
        var adjust = Staff + "/stock/T-adjust/adjust";

        await member.AskAsync(HttpMethod.Post, adjust, new { delta = -3, why = "破損" }, 200, "broken-3");
        var stock = await member.AskAsync(HttpMethod.Post, adjust, new { delta = -3, why = "破損" }, 200, "broken-3");

        Assert.Equal(7, stock.GetProperty("free").GetInt32());
        Assert.Equal("too-much", (await member.AskAsync(HttpMethod.Post, adjust, new { delta = -8, why = "" }, 422, "broken-8")).Code());
        Assert.Equal("idempotency-key-missing", (await member.AskAsync(HttpMethod.Post, adjust, new { delta = 1, why = "" }, 400)).Code());
        Assert.Equal("bad-quantity", (await member.AskAsync(HttpMethod.Post, adjust, new { delta = 0, why = "" }, 400, "zero")).Code());
        Assert.Equal(7, (await shop.StockAsync("T-adjust")).Free);
    }

    [Fact]
    public async Task Stock_of_what_is_no_product_cannot_be_written()
    {
        using var member = await shop.StaffAsync("invent@kagetsudo.example", StaffRole.Owner);

        foreach (var sku in (string[])["NOPE", "A1"])
        {
            var problem = await member.AskAsync(HttpMethod.Post, Staff + $"/stock/{sku}/adjust", new { delta = 1, why = "" }, 404, "invent");
            Assert.Equal("unknown-product", problem.Code());
        }
    }

    [Fact]
    public async Task A_product_is_changed_by_who_saw_its_latest_version()
    {
        using var manager = await shop.StaffAsync("goods@kagetsudo.example", StaffRole.Manager);
        var product = new Dictionary<string, object?>
        {
            ["expectedVersion"] = 0,
            ["name"] = "お守り",
            ["description"] = "",
            ["image"] = "",
            ["categoryIds"] = Array.Empty<string>(),
            ["price"] = 800,
            ["tax"] = "standard",
            ["terms"] = new Dictionary<string, object?> { ["opens"] = null, ["closes"] = null, ["perOrder"] = null, ["perPerson"] = 2 },
        };
        const string Path = Staff + "/products/T-charm";

        Assert.Equal(1, (await manager.AskAsync(HttpMethod.Put, Path, product, 200)).GetProperty("version").GetInt32());
        product["price"] = 900;
        Assert.Equal("stale-version", (await manager.AskAsync(HttpMethod.Put, Path, product, 409)).Code());
        product["expectedVersion"] = 1;
        product["price"] = 0;
        var problem = await manager.AskAsync(HttpMethod.Put, Path, product, 400);

        Assert.Equal(("bad-request", "price"), (problem.Code(), problem.Text("subject")));
        var now = await manager.LookAsync("/api/shops/kagetsudo/products/T-charm");
        Assert.Equal(800, now.GetProperty("product").GetProperty("price").GetInt64());
    }

    [Fact]
    public async Task The_settings_come_back_as_they_went_and_hold_no_secret()
    {
        using var owner = await shop.StaffAsync("owner@aoyama-3.example", StaffRole.Owner, RunningShop.Aoyama);
        const string Path = "/api/shops/aoyama/staff/settings";

        var settings = await owner.LookAsync(Path);
        var version = await owner.AskAsync(HttpMethod.Put, Path, settings, 200);

        Assert.Equal(settings.GetProperty("version").GetInt32() + 1, version.GetProperty("version").GetInt32());
        Assert.Equal("stale-version", (await owner.AskAsync(HttpMethod.Put, Path, Renamed(settings), 409)).Code());
        Assert.DoesNotContain("Secret", settings.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static JsonNode Renamed(JsonElement settings)
    {
        var json = JsonNode.Parse(settings.GetRawText())!;
        json["settings"]!["name"] = "別の名前";
        return json;
    }
}
