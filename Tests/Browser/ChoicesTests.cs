using Commerce.Promotions;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>Wrapping, coupon and points on the cart page, and the staff's page of coupons.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class ChoicesTests(Browsing browsing)
{
    private const string Email = "coupon-page@kagetsudo.example";

    [Fact]
    public async Task A_shopper_sees_what_wrapping_coupon_and_points_make_of_the_total()
    {
        await PutCouponAsync("HARU300", new() { Name = "春の300円引き", Kind = CouponKind.Amount, Value = 300, Minimum = new(1_000) });
        await using var phone = await browsing.PhoneAsync("choosy", width: 320);
        await browsing.Shop.Grains.GetGrain<IPointsGrain>(Keys.Of(RunningShop.Kagetsudo, phone.Person.UserId)).Adjust(new("gift", 100, 30, new("owner", "誕生日")));
        await phone.AddAsync("P1");
        var page = await phone.OpenAsync("/cart");
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,160");

        await page.GetByLabel("ラッピング").SelectOptionAsync("ribbon");
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,490");
        await page.GetByLabel("クーポンコード").FillAsync("nope");
        await page.Locator("[data-choose=coupon] button").ClickAsync();
        await Expect(page.Locator("#choice-wrong")).ToContainTextAsync("見つかりません");
        await Expect(page.GetByLabel("クーポンコード")).ToHaveValueAsync("nope");
        await page.GetByLabel("クーポンコード").FillAsync("haru300");
        await page.Locator("[data-choose=coupon] button").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,190");
        await page.GetByLabel("ポイント（残高 100）").FillAsync("90");
        await page.Locator("[data-choose=points] button").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,100");
        await Expect(page.GetByText("あと¥8,800で送料無料")).ToBeVisibleAsync();
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.DoesNotContain(phone.Wrong, wrong => !wrong.Contains("404", StringComparison.Ordinal));   // the unknown coupon

        await page.Locator("[data-drop=coupon]").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,400");
    }

    [Fact]
    public async Task A_coupon_that_stops_closes_the_way_on_and_says_why()
    {
        await PutCouponAsync("OWARI", new() { Name = "おしまい", Kind = CouponKind.FreeShipping });
        await using var phone = await browsing.PhoneAsync("late", width: 320);
        await phone.AddAsync("P1");
        var page = await phone.OpenAsync("/cart");
        await page.GetByLabel("クーポンコード").FillAsync("OWARI");
        await page.Locator("[data-choose=coupon] button").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥1,500");

        await CouponOf("OWARI").Stop(new(new("owner", "終了")));
        await page.ReloadAsync();

        await Expect(page.GetByText("利用期間が終了しました")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "購入へ進む" })).ToBeDisabledAsync();
        await page.Locator("[data-drop=coupon]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" })).ToBeVisibleAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥2,160");
    }

    [Fact]
    public async Task Staff_make_a_coupon_and_stop_it()
    {
        var page = await SignedInAsync();
        foreach (var width in new[] { 320, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.GotoAsync($"/admin/{RunningShop.Kagetsudo}/coupons");
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        await page.GetByLabel("コード", new() { Exact = true }).FillAsync("natsu10");
        await page.GetByLabel("名前", new() { Exact = true }).FillAsync("夏の一割引");
        await page.GetByLabel("種類").SelectOptionAsync("percent");
        await page.GetByLabel("値引き（円または%）").FillAsync("10");
        await page.GetByLabel("開始").FillAsync("2026-07-01T00:00");
        await page.GetByLabel("全体の利用上限（回）").FillAsync("100");
        await page.GetByRole(AriaRole.Button, new() { Name = "作成する" }).ClickAsync();
        var row = page.Locator("[data-code=NATSU10]");
        await Expect(row).ToContainTextAsync("10%引き");
        await Expect(row).ToContainTextAsync("0 / 100回");
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 15, 0, 0, TimeSpan.Zero), (await CouponOf("NATSU10").Look())!.Terms.Opens);

        page.Dialog += (_, asked) => asked.AcceptAsync("期間終了");
        await row.Locator("[data-stop]").ClickAsync();
        await Expect(row).ToContainTextAsync("停止中");
        await Expect(row).ToContainTextAsync("期間終了");
    }

    [Fact]
    public async Task The_owner_sets_shipping_wrapping_and_points_and_a_gap_cannot_be_typed()
    {
        var page = await SignedInAsync("charges-page@kagetsudo.example", StaffRole.Owner);
        var settings = browsing.Shop.Grains.GetGrain<Commerce.Shops.IShopGrain>(RunningShop.Kagetsudo);
        var before = (await settings.Look())!;
        foreach (var width in new[] { 320, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.GotoAsync($"/admin/{RunningShop.Kagetsudo}/charges");
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        await page.Locator("[name=islands]").FillAsync("907 x");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(page.Locator("#trouble")).ToContainTextAsync("907 x");
        await page.Locator("[name=islands]").FillAsync("907 700");
        await page.Locator("[name=tiers]").FillAsync("100 880");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(page.Locator("#trouble")).ToContainTextAsync("送料の段階に隙間");
        await page.Locator("[name=tiers]").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存する" }).ClickAsync();
        await Expect(page.Locator("#saved")).ToContainTextAsync("保存しました");

        var after = (await settings.Look())!;
        Assert.Equal(before.Settings with { ShippingTerms = new() { Islands = [new("907", new(700))] } }, after.Settings);
        Assert.Null((await settings.Put(new(before.Settings, after.Version))).Refused);
    }

    private static readonly Actor Owner = new("owner", "");

    private ICouponGrain CouponOf(string code) => browsing.Shop.Grains.GetGrain<ICouponGrain>(Keys.Of(RunningShop.Kagetsudo, code));

    private async Task PutCouponAsync(string code, CouponTerms terms) => Assert.Null((await CouponOf(code).Put(new(terms, 0, Owner))).Refused);

    private async Task<IPage> SignedInAsync(string email = Email, StaffRole role = StaffRole.Manager)
    {
        await browsing.Shop.HireAsync(email, role);
        var page = await browsing.ScreenAsync();
        await page.GotoAsync("/admin/sign-in");
        await page.Locator("input[name=email]").FillAsync(email);
        await page.Locator("input[name=password]").FillAsync(StaffHire.Password);
        await page.Locator("form button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/admin/kagetsudo/desk$"));
        return page;
    }
}
