using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What staff may do with coupons, points, prices without tax and the charges beside the goods.</summary>
[Collection(Shared.Name)]
public sealed class StaffPromotionTests(RunningShop shop)
{
    private const string Staff = "/api/shops/kagetsudo/staff";

    [Fact]
    public async Task A_coupon_is_made_changed_and_stopped()
    {
        using var manager = await shop.StaffAsync("coupons@kagetsudo.example", StaffRole.Manager);
        var terms = new { name = "一割引", kind = "percent", value = 10, skus = new[] { "P1" }, totalLimit = 5 };

        var made = await manager.AskAsync(HttpMethod.Put, Staff + "/coupons/ten", new { expectedVersion = 0, terms }, 200);
        Assert.Equal(("TEN", 1), (made.Text("code"), made.GetProperty("version").GetInt32()));
        await manager.AskAsync(HttpMethod.Put, Staff + "/coupons/TEN", new { expectedVersion = 0, terms }, 200);
        var stale = new { expectedVersion = 0, terms = new { name = "二割引", kind = "percent", value = 20 } };
        Assert.Equal("stale-version", (await manager.AskAsync(HttpMethod.Put, Staff + "/coupons/TEN", stale, 409)).Code());
        var wrong = new { expectedVersion = 1, terms = new { name = "全部", kind = "percent", value = 101 } };
        var problem = await manager.AskAsync(HttpMethod.Put, Staff + "/coupons/TEN", wrong, 400);
        Assert.Equal(("bad-request", "value"), (problem.Code(), problem.Text("subject")));

        Assert.True((await manager.AskAsync(HttpMethod.Post, Staff + "/coupons/TEN/stop", new { why = "終了" }, 200)).GetProperty("stopped").GetBoolean());
        Assert.Contains((await manager.LookAsync(Staff + "/coupons")).EnumerateArray(), coupon => coupon.Text("code") == "TEN" && coupon.Text("why") == "終了");
        Assert.Equal("unknown-coupon", (await manager.LookAsync(Staff + "/coupons/NOPE", 404)).Code());
        Assert.Equal("unknown-coupon", (await manager.AskAsync(HttpMethod.Post, Staff + "/coupons/NOPE/stop", new { why = "x" }, 404)).Code());
    }

    [Fact]
    public async Task Staff_below_managers_only_look()
    {
        using var member = await shop.StaffAsync("coupons-staff@kagetsudo.example", StaffRole.Staff);

        await member.LookAsync(Staff + "/coupons");
        await member.AskAsync(HttpMethod.Put, Staff + "/coupons/X", new { }, 403);
        await member.AskAsync(HttpMethod.Post, Staff + "/coupons/X/stop", new { }, 403);
        await member.LookAsync(Staff + "/customers/U1/points");
        await member.AskAsync(HttpMethod.Post, Staff + "/customers/U1/points", new { points = 1, why = "x" }, 403, "k");
    }

    [Fact]
    public async Task Points_are_given_and_taken_with_a_reason_once_per_key()
    {
        using var manager = await shop.StaffAsync("points@kagetsudo.example", StaffRole.Manager);
        const string Path = Staff + "/customers/U-points/points";

        await manager.AskAsync(HttpMethod.Post, Path, new { points = 300, why = "お詫び" }, 200, "sorry");
        var points = await manager.AskAsync(HttpMethod.Post, Path, new { points = 300, why = "お詫び" }, 200, "sorry");
        Assert.Equal(300, points.GetProperty("balance").GetInt32());
        Assert.Equal("not-enough-points", (await manager.AskAsync(HttpMethod.Post, Path, new { points = -301, why = "訂正" }, 409, "fix")).Code());
        Assert.Equal("bad-request", (await manager.AskAsync(HttpMethod.Post, Path, new { points = 5, why = " " }, 400, "why")).Code());
        Assert.Equal("key-reused", (await manager.AskAsync(HttpMethod.Post, Path, new { points = 1, why = "お詫び" }, 422, "sorry")).Code());

        var ledger = (await manager.LookAsync(Path)).GetProperty("ledger").EnumerateArray().Single();
        Assert.Equal(("adjusted", "お詫び"), (ledger.Text("kind"), ledger.Text("why")));
    }

    [Fact]
    public async Task A_product_entered_without_tax_is_shown_and_sold_with_it()
    {
        using var manager = await shop.StaffAsync("net@kagetsudo.example", StaffRole.Manager);
        var product = new
        {
            expectedVersion = 0,
            name = "税別の品",
            description = "",
            image = "",
            categoryIds = Array.Empty<string>(),
            price = 4_222,
            tax = "reduced",
            terms = new { opens = (string?)null, closes = (string?)null, perOrder = (int?)null, perPerson = (int?)null },
            priceExcludesTax = true,
        };
        await manager.AskAsync(HttpMethod.Put, Staff + "/products/T-net", product, 200);
        await manager.AskAsync(HttpMethod.Post, Staff + "/stock/T-net/adjust", new { delta = 5, why = "初回" }, 200, "net");

        Assert.Equal(4_559, (await manager.LookAsync("/api/shops/kagetsudo/products/T-net")).GetProperty("product").GetProperty("price").GetInt64());
        var listed = (await manager.LookAsync(Staff + "/products")).EnumerateArray().Single(p => p.GetProperty("product").Text("sku") == "T-net");
        Assert.Equal(4_222, listed.GetProperty("netPrice").GetInt64());
        using var shopper = await shop.ShopperAsync("税込で買う人");
        var cart = await shopper.AskAsync(HttpMethod.Post, "/api/shops/kagetsudo/cart/items", new { sku = "T-net", quantity = 2 }, 200, "add");
        Assert.Equal(9_118, cart.GetProperty("quote").GetProperty("goods").GetInt64());
    }

    [Fact]
    public async Task Every_setting_of_money_comes_back_as_it_went()
    {
        using var owner = await shop.StaffAsync("owner@aoyama-money.example", StaffRole.Owner, RunningShop.Aoyama);
        const string Path = "/api/shops/aoyama/staff/settings";
        var before = System.Text.Json.Nodes.JsonNode.Parse((await owner.LookAsync(Path)).GetRawText())!;
        var settings = before["settings"]!;
        settings["shippingTerms"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{"tiers":[{"from":0,"to":5000,"fee":880},{"from":5000,"to":null,"fee":0}],"prefectures":[{"prefecture":"沖縄県","fee":900}],"islands":[{"prefix":"907","fee":700}],"surchargeAlways":true}""");
        settings["wrapping"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"optionId":"box","name":"箱","fee":550,"tax":"standard"}]""");
        settings["points"] = System.Text.Json.Nodes.JsonNode.Parse("""{"earnPercent":2,"validDays":180}""");
        settings["pricesExcludeTax"] = true;
        await owner.AskAsync(HttpMethod.Put, Path, before, 200);

        var after = System.Text.Json.Nodes.JsonNode.Parse((await owner.LookAsync(Path)).GetRawText())!["settings"]!;
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(settings, after), after.ToJsonString());

        before["version"] = before["version"]!.GetValue<int>() + 1;
        settings["shippingTerms"]!["tiers"]![0]!["to"] = 4_999;
        Assert.Equal("broken-tiers", (await owner.AskAsync(HttpMethod.Put, Path, before, 400)).Code());
    }
}
