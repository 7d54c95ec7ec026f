using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>The merchant's pages beside the live desk: the way between them, many parcels, one order, deliveries.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class StaffPagesTests(Browsing browsing)
{
    private const string Admin = "/admin/kagetsudo/";

    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task Every_page_is_reached_by_keyboard_from_the_one_before_and_fits(int width)
    {
        var page = await SignedInAsync(StaffRole.Owner, "desk");
        await page.SetViewportSizeAsync(width, 800);
        var wrong = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error") wrong.Add($"{page.Url}: {said.Text}"); };
        page.PageError += (_, error) => wrong.Add($"{page.Url}: {error}");

        foreach (var name in (string[])["受注一覧", "月次明細", "クーポン", "送料・ポイント", "お届け設定", "決済の設定", "ライブデスク"])
        {
            var link = page.Locator("nav.staff").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
            await link.FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("nav.staff [aria-current=page]")).ToHaveTextAsync(name);
            await page.WaitForLoadStateAsync();
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Pasted_parcels_are_shown_first_then_sent_and_sent_again_they_stay()
    {
        using var shopper = await browsing.Shop.ShopperAsync("まとめて買う人");
        var (one, two) = (await browsing.Shop.PaidAsync(shopper, "P1"), await browsing.Shop.PaidAsync(shopper, "P1"));
        var page = await SignedInAsync(StaffRole.Staff, "orders");
        await page.GetByText("まとめて発送を登録").ClickAsync();
        await page.Locator($"[data-pick='{one.OrderId}']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "選んだ注文の番号を入れる" }).ClickAsync();
        var lines = page.GetByLabel("注文番号とお問い合わせ番号");
        await Expect(lines).ToHaveValueAsync(one.Number + ",");
        await lines.FillAsync($"{one.Number},1001\n{two.Number}\t1002\nなにか");

        await page.GetByRole(AriaRole.Button, new() { Name = "内容を確認" }).ClickAsync();
        await Expect(page.Locator("#ship-told")).ToHaveTextAsync("発送できるもの 2件　発送済み 0件　できないもの 1件");
        await Expect(page.Locator("#ship-lines [data-outcome=refused]")).ToContainTextAsync("読み取れません");
        Assert.Empty((await browsing.Shop.OrderOf(one.OrderId).Look())!.Parcels);
        await page.GetByRole(AriaRole.Button, new() { Name = "2件の発送を登録" }).ClickAsync();
        await Expect(page.Locator("#ship-told")).ToHaveTextAsync("登録 2件　発送済み 0件　できなかったもの 0件");
        await Expect(page.Locator("#ship-lines [data-outcome=done]")).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Button, new() { Name = "内容を確認" }).ClickAsync();
        await Expect(page.Locator("#ship-told")).ToHaveTextAsync("発送できるもの 0件　発送済み 2件　できないもの 1件");
        await Expect(page.Locator("#ship-go")).ToBeHiddenAsync();
        Assert.Equal("1001", Assert.Single((await browsing.Shop.OrderOf(one.OrderId).Look())!.Parcels).TrackingNumber);
    }

    [Fact]
    public async Task One_order_is_shipped_in_parts_and_partly_refunded_on_its_page()
    {
        using var shopper = await browsing.Shop.ShopperAsync("二点買う人");
        var order = await browsing.Shop.PaidAsync(shopper, "P1", 2);
        var page = await SignedInAsync(StaffRole.Manager, "orders/" + order.OrderId);

        var ship = page.Locator("form[data-act=ship]");
        await ship.Locator("[data-sku=P1]").FillAsync("1");
        await ship.GetByLabel("お問い合わせ番号").FillAsync("2001");
        await ship.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#done")).ToHaveTextAsync("発送を登録しました。");
        await Expect(page.Locator("h2 .badge")).ToHaveTextAsync("一部発送済み");

        var refund = page.Locator("form[data-act=refund]");
        await refund.GetByLabel("金額").FillAsync("100");
        await refund.GetByLabel("理由").FillAsync("箱のへこみ");
        await refund.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#done")).ToHaveTextAsync("返金を受け付けました。");
        await Expect(page.GetByText("箱のへこみ").First).ToBeVisibleAsync();
        await Expect(page.Locator("#ledger")).ToContainTextAsync("入金");
        Assert.Equal(new Yen(100), Assert.Single((await browsing.Shop.OrderOf(order.OrderId).Look())!.Refunds).Amount);
    }

    [Fact]
    public async Task Deliveries_are_saved_and_nothing_is_lost_when_somebody_else_was_faster()
    {
        var page = await SignedInAsync(StaffRole.Owner, "deliveries");
        await page.GetByLabel("臨時休業日").FillAsync("2099/1/2");
        await SaveAsync(page);
        await Expect(page.Locator("#saved")).ToContainTextAsync("保存しました");

        var shop = browsing.Shop.Grains.GetGrain<IShopGrain>(RunningShop.Kagetsudo);
        var known = (await shop.Look())!;
        Assert.Contains(new DateOnly(2099, 1, 2), known.Settings.Delivery.ClosedDates);
        var longer = known.Settings with { KonbiniDays = known.Settings.KonbiniDays + 1 };
        Assert.Null((await shop.Put(new(longer, known.Version))).Refused);

        await page.GetByLabel("臨時休業日").FillAsync("2099-01-02\n2099-01-03");
        await SaveAsync(page);
        await Expect(page.Locator("#trouble")).ToContainTextAsync("ほかの人が別の設定を変更しました");
        await Expect(page.GetByLabel("臨時休業日")).ToHaveValueAsync("2099-01-02\n2099-01-03");
        await SaveAsync(page);
        await Expect(page.Locator("#saved")).ToContainTextAsync("保存しました");

        var now = (await shop.Look())!.Settings;
        Assert.Equal((longer.KonbiniDays, true), (now.KonbiniDays, now.Delivery.ClosedDates.Contains(new(2099, 1, 3))));
        Assert.Equal(known.Settings.Delivery.Slots.AsEnumerable(), now.Delivery.Slots.AsEnumerable());

        await page.GetByLabel("臨時休業日").FillAsync("2099-02-30");
        await SaveAsync(page);
        await Expect(page.Locator("#trouble")).ToContainTextAsync("日付として読み取れません");
        Assert.Null((await shop.Put(new(known.Settings, (await shop.Look())!.Version))).Refused);
    }

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();

    private async Task<IPage> SignedInAsync(StaffRole role, string path)
    {
        var email = $"pages-{Guid.CreateVersion7():N}@kagetsudo.example";
        await browsing.Shop.HireAsync(email, role);
        var page = await browsing.ScreenAsync();
        await page.GotoAsync("/admin/sign-in");
        await page.Locator("[name=email]").FillAsync(email);
        await page.Locator("[name=password]").FillAsync(StaffHire.Password);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForURLAsync("**/desk");
        await page.GotoAsync(Admin + path);   // until it has loaded, its modules included
        return page;
    }
}
