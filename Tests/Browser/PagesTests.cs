using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

[Collection(BrowsingTogether.Name)]
public sealed class PagesTests(Browsing browsing)
{
    [Theory]
    [InlineData("")]
    [InlineData("/c/sweets")]
    [InlineData("/p/P1")]
    [InlineData("/p/P4")]
    [InlineData("/p/P5")]
    [InlineData("/cart")]
    [InlineData("/checkout")]
    [InlineData("/orders")]
    [InlineData("/legal")]
    public async Task Every_page_fits_a_screen_of_320_pixels_and_reports_no_error(string path)
    {
        await using var phone = await browsing.PhoneAsync("small " + path, width: 320);
        if (path is "/cart" or "/checkout") await phone.AddAsync("P2");

        var page = await phone.OpenAsync(path);
        await Expect(page.Locator("main h1").First).ToBeAttachedAsync();
        await Expect(page.GetByText("LINEで本人確認をしています")).ToHaveCountAsync(0);

        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task The_last_page_before_the_order_fits_320_pixels_and_shows_what_the_law_wants_seen()
    {
        await using var phone = await browsing.PhoneAsync("careful", width: 320);
        await phone.AddAsync("P4");
        var page = await phone.ToConfirmationAsync();

        foreach (var term in (string[])["分量", "販売価格・お支払総額", "お支払いの時期・方法", "お届け時期", "申込みの撤回・解除、返品", "申込み期間"])
            await Expect(page.Locator(".terms dt", new() { HasText = term })).ToHaveCountAsync(1);
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥19,800");
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_visitor_who_reads_English_gets_English()
    {
        await using var phone = await browsing.PhoneAsync("emma");
        var page = await phone.OpenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await page.GotoAsync("/s/kagetsudo/cart");

        await Expect(page.GetByText("Your cart is empty.")).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task The_demo_shows_a_phone_beside_the_live_desk()
    {
        var page = await browsing.ScreenAsync();
        await page.GotoAsync("/");

        await Expect(page.FrameLocator("#desk").Locator("#live")).ToHaveAttributeAsync("data-state", "live");
        await page.Locator("#open").ClickAsync();
        await page.FrameLocator("#shop").GetByRole(AriaRole.Link, new() { Name = "焼菓子", Exact = false }).First.ClickAsync();
        await Expect(page.FrameLocator("#shop").Locator("h1")).ToBeAttachedAsync();
    }
}
