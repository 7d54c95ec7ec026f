using System.Text.Json.Nodes;
using Commerce.Customers;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>Changing a sale while it runs, over HTTP: differences, versions, segments and shared caps.</summary>
[Collection(Shared.Name)]
public sealed class StaffTermsTests(RunningShop shop)
{
    private const string Staff = "/api/shops/kagetsudo/staff";
    private const string Product = Staff + "/products/TERMS1";
    private static readonly DateTimeOffset Opens = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_window_is_lengthened_once_and_a_stale_screen_is_told_so()
    {
        using var owner = await shop.StaffAsync("owner@terms-0.example", StaffRole.Owner);
        await owner.AskAsync(HttpMethod.Put, Product, Body(0, Opens.AddMinutes(30)), 200);

        var longer = new { expectedVersion = 1, closesBy = 600, perPersonBy = 1, why = "好評につき" };
        for (var i = 0; i < 2; i++) await owner.AskAsync(HttpMethod.Patch, Product + "/terms", longer, 200, "longer-1");
        Assert.Equal("stale-version", (await owner.AskAsync(HttpMethod.Patch, Product + "/terms", longer, 409, "longer-2")).Code());
        Assert.Equal("bad-request", (await owner.AskAsync(HttpMethod.Patch, Product + "/terms", new { expectedVersion = 2, perOrderBy = 1 }, 400, "longer-3")).Code());

        var terms = (await owner.LookAsync("/api/shops/kagetsudo/products/TERMS1", 200)).GetProperty("product").GetProperty("terms");
        Assert.Equal((Opens.AddMinutes(40), 2), (terms.GetProperty("closes").GetDateTimeOffset(), terms.GetProperty("perPerson").GetInt32()));
    }

    [Fact]
    public async Task A_pause_made_on_a_stale_screen_is_refused_and_a_repeated_one_is_not()
    {
        using var owner = await shop.StaffAsync("owner@terms-1.example", StaffRole.Owner);
        await owner.AskAsync(HttpMethod.Put, Staff + "/products/TERMS2", Body(0, null), 200);
        var version = (await owner.LookAsync(Staff + "/stock/TERMS2", 200)).GetProperty("version").GetInt64();

        var stale = new { paused = true, why = "確認中", expectedVersion = version - 1 };
        Assert.Equal("stale-version", (await owner.AskAsync(HttpMethod.Post, Staff + "/stock/TERMS2/switch", stale, 409)).Code());
        var pause = new { paused = true, why = "確認中", expectedVersion = version };
        for (var i = 0; i < 2; i++) await owner.AskAsync(HttpMethod.Post, Staff + "/stock/TERMS2/switch", pause, 200);
        Assert.Equal(version + 1, (await owner.LookAsync(Staff + "/stock/TERMS2", 200)).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Customers_are_sorted_into_a_segment_and_out_of_it()
    {
        using var owner = await shop.StaffAsync("owner@terms-2.example", StaffRole.Owner);
        var sorted = await owner.AskAsync(HttpMethod.Post, Staff + "/segments/vip", new { add = new[] { "Uearly1", "Uearly2" } }, 200);
        Assert.Equal((2, 0), (sorted.GetProperty("added").GetInt32(), sorted.GetProperty("removed").GetInt32()));
        await owner.AskAsync(HttpMethod.Post, Staff + "/segments/vip", new { remove = new[] { "Uearly2" } }, 200);
        Assert.Equal("bad-request", (await owner.AskAsync(HttpMethod.Post, Staff + "/segments/vip", new { add = new[] { "aoyama/x" } }, 400)).Code());

        Assert.Equal(["vip"], (await Segments("Uearly1")).AsEnumerable());
        Assert.Empty(await Segments("Uearly2"));
    }

    [Fact]
    public async Task A_shared_cap_is_stored_with_its_version()
    {
        using var owner = await shop.StaffAsync("owner@terms-3.example", StaffRole.Owner);
        var group = new { expectedVersion = 0, perOrder = 1, perPerson = 2, period = "days", periodDays = 30, why = "転売対策" };
        for (var i = 0; i < 2; i++) await owner.AskAsync(HttpMethod.Put, Staff + "/cap-groups/terms-shoes", group, 200);

        var stored = (await owner.LookAsync(Staff + "/cap-groups", 200)).EnumerateArray().Single(g => g.GetProperty("groupId").GetString() == "terms-shoes");
        Assert.Equal((1, "days", 30), (stored.GetProperty("version").GetInt32(), stored.GetProperty("period").GetString(), stored.GetProperty("periodDays").GetInt32()));
    }

    private async Task<ImmutableArray<string>> Segments(string customer) =>
        (await shop.Grains.GetGrain<ICustomerGrain>(Keys.Of("kagetsudo", customer)).Look()).Segments;

    private static JsonObject Body(int version, DateTimeOffset? closes) => new()
    {
        ["expectedVersion"] = version,
        ["name"] = "条件テスト",
        ["description"] = "",
        ["image"] = "",
        ["categoryIds"] = new JsonArray(),
        ["price"] = 1_000,
        ["tax"] = "standard",
        ["terms"] = new JsonObject { ["opens"] = closes is null ? null : Opens, ["closes"] = closes, ["perOrder"] = null, ["perPerson"] = 1 },
    };
}
