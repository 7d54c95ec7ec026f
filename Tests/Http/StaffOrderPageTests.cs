using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What staff do with one order and see of it, and the way between their pages.</summary>
[Collection(Shared.Name)]
public sealed partial class StaffOrderPageTests(RunningShop shop)
{
    private const string Orders = "/api/shops/kagetsudo/staff/orders/";
    private const string Admin = "/admin/kagetsudo/";

    [Fact]
    public async Task Some_units_are_shipped_others_refunded_and_each_command_counts_once()
    {
        using var manager = await shop.StaffAsync("lines@kagetsudo.example", StaffRole.Manager);
        using var shopper = await shop.ShopperAsync("三点の人");
        var order = await shop.PaidAsync(shopper, "P1", 3);
        var path = Orders + order.OrderId;
        var parcel = new { carrier = "ヤマト運輸", trackingNumber = "1", why = "発送", lines = new[] { new { sku = "P1", quantity = 1 } } };
        var refund = new { amount = 0, why = "汚れ", lines = new[] { new { sku = "P1", quantity = 1 } } };

        for (var i = 0; i < 2; i++) Assert.Equal("partlyShipped", (await manager.AskAsync(HttpMethod.Post, path + "/ship", parcel, 200)).Text("status"));
        Assert.Equal("key-reused", (await manager.AskAsync(HttpMethod.Post, path + "/ship", new { parcel.carrier, parcel.trackingNumber, lines = new[] { new { sku = "P1", quantity = 2 } } }, 422)).Code());
        var tooMany = await manager.AskAsync(HttpMethod.Post, path + "/ship", new { parcel.carrier, trackingNumber = "2", lines = new[] { new { sku = "P1", quantity = 3 } } }, 422);
        Assert.Equal(("too-much", 2), (tooMany.Code(), tooMany.GetProperty("limit").GetInt32()));
        JsonElement after = default;
        for (var i = 0; i < 2; i++) after = await manager.AskAsync(HttpMethod.Post, path + "/refund", refund, 200, "r-lines");
        Assert.Equal("key-reused", (await manager.AskAsync(HttpMethod.Post, path + "/refund", new { amount = 1, why = "汚れ" }, 422, "r-lines")).Code());
        Assert.Equal("bad-request", (await manager.AskAsync(HttpMethod.Post, path + "/refund", new { amount = 1, why = "" }, 400, "r-2")).Code());

        var price = order.Quote.Lines[0].Amount.Amount / 3;
        Assert.Equal(price, Assert.Single(after.GetProperty("staff").GetProperty("refunds").EnumerateArray()).GetProperty("amount").GetInt64());
        Assert.Equal(1, after.GetProperty("staff").GetProperty("toSend")[0].GetProperty("quantity").GetInt32());

        var page = await PageAsync(manager, Admin + "orders/" + order.OrderId);
        foreach (var said in (string[])["荷物", "一部発送済", "入出金", "汚れ", "lines@kagetsudo.example", "発送を登録", "返金する"]) Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_that_was_refused_is_found_with_what_to_do()
    {
        using var manager = await shop.StaffAsync("refused@kagetsudo.example", StaffRole.Manager);
        using var shopper = await shop.ShopperAsync("返らない人");
        var (well, order) = (await shop.PaidAsync(shopper, "P1"), await shop.PaidAsync(shopper, "P1"));
        order = await shop.RefuseRefundAsync(order, 300);

        var list = await PageAsync(manager, Admin + "orders?refunds=refused");
        Assert.Contains(order.Number, list, StringComparison.Ordinal);
        Assert.DoesNotContain(well.Number, list, StringComparison.Ordinal);
        foreach (var page in new[] { list, await PageAsync(manager, Admin + "orders/" + order.OrderId) })
            Assert.Contains("決済会社が返金を断りました", page, StringComparison.Ordinal);
        Assert.Contains("refunds=refused", await PageAsync(manager, Admin + "desk"), StringComparison.Ordinal);

        // Tried again with success it is over.
        await manager.AskAsync(HttpMethod.Post, Orders + order.OrderId + "/refund", new { amount = 300, why = "もう一度" }, 200, "again");
        await shop.ListedAsync(order.OrderId);
        Assert.DoesNotContain(order.Number, await PageAsync(manager, Admin + "orders?refunds=refused"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRole.Viewer, 5)]
    [InlineData(StaffRole.Owner, 7)]
    public async Task Every_page_leads_to_all_others_that_the_role_may_open(StaffRole role, int pages)
    {
        using var member = await shop.StaffAsync($"nav-{role}@kagetsudo.example", role);
        var links = Links(await PageAsync(member, Admin + "desk"));
        Assert.Equal(pages, links.Length);

        foreach (var (path, name) in links)
        {
            var page = await PageAsync(member, path);
            Assert.Equal(links, Links(page));
            Assert.Equal($"{path}|{name}", string.Join(",", Current().Matches(page).Select(match => $"{match.Groups[1]}|{match.Groups[2]}")));
        }
    }

    [Fact]
    public async Task Who_may_only_look_at_deliveries_cannot_write_them()
    {
        using var viewer = await shop.StaffAsync("deliveries-viewer@kagetsudo.example", StaffRole.Viewer);
        using var owner = await shop.StaffAsync("deliveries-owner@kagetsudo.example", StaffRole.Owner);
        using var stranger = await shop.StaffAsync("deliveries@aoyama-8.example", StaffRole.Owner, RunningShop.Aoyama);

        Assert.Contains("<fieldset disabled", await PageAsync(viewer, Admin + "deliveries"), StringComparison.Ordinal);
        var page = await PageAsync(owner, Admin + "deliveries");
        Assert.DoesNotContain("<fieldset disabled", page, StringComparison.Ordinal);
        foreach (var said in (string[])["保存する", "0812", "午前中", "備考"]) Assert.Contains(said, page, StringComparison.Ordinal);
        using var answer = await stranger.GetAsync(Admin + "deliveries");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> PageAsync(HttpClient staff, string path) => WebUtility.HtmlDecode(await staff.GetStringAsync(path));

    private static (string Path, string Name)[] Links(string page) =>
        [.. Link().Matches(Nav().Match(page).Value).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    [GeneratedRegex("<nav class=\"staff\".*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Nav();

    [GeneratedRegex("<a href=\"([^\"]+)\"[^>]*>([^<]+)</a>")]
    private static partial Regex Link();

    [GeneratedRegex("<a href=\"(/admin/[^\"]+)\" aria-current=\"page\">([^<]+)</a>")]
    private static partial Regex Current();
}
