using System.Net;
using Commerce.Orders;
using Commerce.Payments;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Commerce.Web.Shop;
using Commerce.Web.Shop.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Http;

/// <summary>Receipts and returns over HTTP: issued once, kept as issued, for nobody else, and equal to the statement.</summary>
[Collection(Shared.Name)]
public sealed class PaperTests(RunningShop shop)
{
    private const string Api = "/api/shops/kagetsudo";

    [Fact]
    public async Task A_receipt_is_there_after_the_money_is_issued_once_and_only_for_who_may_see_it()
    {
        using var shopper = await SignedInByCookieAsync("領収書の人");
        using var stranger = await SignedInByCookieAsync("領収書の他人");
        using var viewer = await shop.StaffAsync("receipts@kagetsudo.example", StaffRole.Viewer);
        var (order, buying) = await PlaceAsync(shopper, "T-receipt", 1);
        var (mine, staffs, papers) = ($"/s/kagetsudo/orders/{order}/receipt", $"/admin/kagetsudo/orders/{order}/receipt", $"{Api}/orders/{order}/papers");
        Assert.Equal("nothing-paid", (await shopper.AskAsync(HttpMethod.Post, papers, null, 409, "early")).Code());
        Assert.DoesNotContain("領収書を発行する", await PageAsync(shopper, mine), StringComparison.Ordinal);

        await PayAsync(buying);
        Assert.Contains("領収書を発行する", await PageAsync(shopper, mine), StringComparison.Ordinal);   // looking does not issue it
        Assert.Contains("まだ発行されていません", await PageAsync(viewer, staffs), StringComparison.Ordinal);

        var issued = await Task.WhenAll(Enumerable.Range(0, 5).Select(i =>
            shopper.AskAsync(HttpMethod.Post, papers, new { to = "株式会社山田" }, 200, i < 3 ? "tap" : $"tap-{i}")));
        var number = Assert.Single(issued.Select(paper => paper.Text("number")).Distinct());
        Assert.All(issued, paper => Assert.Equal(1, paper.GetProperty("issues").GetArrayLength()));
        Assert.Equal(number, (await viewer.LookAsync($"{Api}/staff/orders/{order}/papers/{number}")).Text("number"));

        foreach (var page in new[] { await PageAsync(shopper, mine), await PageAsync(viewer, staffs) })
        {
            foreach (var word in (string[])["領収金額", "適格請求書", "T0000000000000", "株式会社山田 様", number]) Assert.Contains(word, page, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"again\"", page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("領収金額", await PageAsync(stranger, mine), StringComparison.Ordinal);
        Assert.DoesNotContain("領収金額", await PageAsync(shopper, staffs), StringComparison.Ordinal);
        Assert.Equal("unknown-order", (await stranger.LookAsync($"{papers}/{number}", 404)).Code());
        Assert.Equal("unknown-order", (await stranger.AskAsync(HttpMethod.Post, papers, null, 404, "k")).Code());
        await viewer.AskAsync(HttpMethod.Post, $"{Api}/staff/orders/{order}/papers", null, 403, "k");
    }

    [Fact]
    public async Task A_reissue_keeps_the_number_says_so_and_no_later_setting_changes_what_was_issued()
    {
        using var shopper = await SignedInByCookieAsync("再発行の人");
        var (order, buying) = await PlaceAsync(shopper, "T-reissue", 1);
        await PayAsync(buying);
        var papers = $"{Api}/orders/{order}/papers";
        var first = await shopper.AskAsync(HttpMethod.Post, papers, null, 200, "one");
        var seller = first.Text("seller");

        var grain = shop.Grains.GetGrain<IShopGrain>(RunningShop.Kagetsudo);
        var view = (await grain.Look())!;
        var other = view.Settings with { Legal = view.Settings.Legal with { Seller = "別の会社", InvoiceNumber = null } };
        Assert.Null((await grain.Put(new(other, view.Version))).Refused);
        var again = await shopper.AskAsync(HttpMethod.Post, papers, new { number = first.Text("number"), to = "山田商店", again = true }, 200, "two");
        Assert.Null((await grain.Put(new(view.Settings, view.Version + 1))).Refused);

        Assert.Equal((first.Text("number"), seller, "山田商店"), (again.Text("number"), again.Text("seller"), again.Text("to")));
        Assert.Equal(first.GetProperty("lines").ToString(), again.GetProperty("lines").ToString());
        Assert.Equal(2, (await shopper.AskAsync(HttpMethod.Post, papers, new { number = first.Text("number"), to = "山田商店", again = true }, 200, "two"))
            .GetProperty("issues").GetArrayLength());
        Assert.Equal("key-reused", (await shopper.AskAsync(HttpMethod.Post, papers, new { to = "別人" }, 422, "two")).Code());
        Assert.Contains("id=\"again\"", await PageAsync(shopper, $"/s/kagetsudo/orders/{order}/receipt"), StringComparison.Ordinal);
        Assert.Equal("unknown-paper", (await shopper.LookAsync(papers + "/none", 404)).Code());
        Assert.Equal("field-too-long", (await shopper.AskAsync(HttpMethod.Post, papers, new { to = new string('山', 61), again = true }, 422, "long")).Code());
    }

    [Fact]
    public async Task Every_refund_has_a_paper_and_all_of_them_are_the_refunds_of_the_statement_to_the_yen()
    {
        using var shopper = await SignedInByCookieAsync("返金の人");
        using var manager = await shop.StaffAsync("returns@kagetsudo.example", StaffRole.Manager);
        var (order, buying) = await PlaceAsync(shopper, "T-return", 3);   // 3 × 1,000 at 10 %, shipping 660
        await PayAsync(buying);
        var staffs = $"{Api}/staff/orders/{order}";
        var refunded = await manager.AskAsync(
            HttpMethod.Post, staffs + "/refund", new { amount = 0, why = "破損", lines = new[] { new { sku = "T-return", quantity = 1 } } }, 200, "r1");
        var share = Assert.Single(refunded.GetProperty("staff").GetProperty("refunds")[0].GetProperty("shares").EnumerateArray());
        Assert.Equal((10, 1_000), (share.GetProperty("ratePercent").GetInt32(), share.GetProperty("amount").GetInt32()));
        for (var i = 0; i < 2; i++) await manager.AskAsync(HttpMethod.Post, staffs + "/refund", new { amount = 333, why = "お詫び" }, 200, "r2");
        await buying.SettleAsync();

        var entries = (await shopper.LookAsync($"{Api}/orders/{order}")).GetProperty("papers").EnumerateArray().ToArray();
        Assert.Equal(["return", "return"], entries.Select(paper => paper.Text("kind")));
        Assert.Equal([1_000, 333], entries.Select(paper => paper.GetProperty("total").GetInt32()));
        var page = await PageAsync(shopper, $"/s/kagetsudo/orders/{order}/papers/{entries[0].Text("number")}");
        foreach (var word in (string[])["返金明細書", "適格返還請求書", "T0000000000000", "元のお取引日", "10%対象 ¥1,000", "¥90"]) Assert.Contains(word, page, StringComparison.Ordinal);

        var month = await manager.LookAsync($"{Api}/staff/statement?month=2036-11");
        var line = month.GetProperty("lines").EnumerateArray().Single(row => row.Text("orderId") == order);
        Assert.Equal(entries.Sum(paper => paper.GetProperty("total").GetInt64()), line.GetProperty("refunded").GetInt64());
    }

    [Theory]
    [InlineData(PaperKind.Receipt)]
    [InlineData(PaperKind.Return)]
    public async Task A_paper_of_a_seller_without_a_number_does_not_look_like_a_qualified_one(PaperKind kind)
    {
        var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var paper = new Paper(
            "261101-ABC-1", kind, "261101-ABC", new("山田商店", "東京都", "03-0000-0000", null), new(2026, 11, 1), new(2026, 11, 1),
            [new(PaperLineKind.Goods, "T-SHIRT", 1, new(1_100), new(1_100), 10, false)], new(1_100), [new TaxPart(10, new(1_100), new(100))],
            PaymentMethod.Card, [new("k", "山田 花子", RunningShop.NoonInTokyo, Actor.System)]);

        var html = await renderer.Dispatcher.InvokeAsync(async () => WebUtility.HtmlDecode((await renderer.RenderComponentAsync<PaperSheet>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Paper"] = paper, ["Words"] = Words.Japanese, ["Zone"] = TimeZoneInfo.Utc }))).ToHtmlString()));

        Assert.Contains("¥1,100", html, StringComparison.Ordinal);
        foreach (var word in (string[])["適格", "インボイス", "登録番号", "消費税", "%対象"]) Assert.DoesNotContain(word, html, StringComparison.Ordinal);
    }

    private async Task<(string Order, Purchase Buying)> PlaceAsync(HttpClient shopper, string sku, int quantity)
    {
        await shop.PutAsync(sku, 10, new());
        var buying = await new Purchase(shop, shopper).PlaceAsync(sku, quantity);
        return (buying.OrderId, buying);
    }

    private static async Task PayAsync(Purchase buying)
    {
        await buying.ConfirmAsync(("payment_method", "pm_card_visa"));
        Assert.Equal("paid", (await buying.SettleAsync()).Text("status"));
    }

    /// <summary>With the cookie of the pages, as a browser has it.</summary>
    private async Task<HttpClient> SignedInByCookieAsync(string name)
    {
        var client = shop.Anyone();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.Add("Origin", shop.Address.GetLeftPart(UriPartial.Authority));
        var idToken = await (await shop.PersonAsync(name)).IdTokenAsync();
        await client.AskAsync(HttpMethod.Post, Api + "/session", new { idToken }, 200);
        return client;
    }

    private static async Task<string> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, CancellationToken.None);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
