using System.Text.RegularExpressions;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>Staff give goods back on the order's page; the shopper reads on paper what went back at which rate.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class RefundTests(Browsing browsing)
{
    private const string Manager = "refund-page@kagetsudo.example";

    [Fact]
    public async Task Goods_that_staff_take_back_are_on_a_paper_of_their_own_at_their_own_rate()
    {
        await using var phone = await browsing.PhoneAsync("refunded", width: 320);
        await phone.AddAsync("P1");
        await phone.AddAsync("P2");
        var page = await phone.ToConfirmationAsync();
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        var order = (await page.Locator("#order").GetAttributeAsync("data-order"))!;

        var desk = await SignedInAsync();
        await desk.GotoAsync($"/admin/kagetsudo/orders/{order}");
        var form = desk.Locator("form[data-act=refund]");
        await form.GetByLabel(new Regex("^焼菓子")).FillAsync("1");
        await form.GetByLabel("理由").FillAsync("破損");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(desk.Locator("section", new() { HasText = "経過" }).Last).ToContainTextAsync("返金を受け付け（¥1,080）");

        // The provider is asked after the answer to staff; the page is looked at until its word has come.
        var paper = page.Locator("[data-paper]");
        for (var look = 0; look < 20 && await paper.CountAsync() == 0; look++) await page.ReloadAsync();
        await paper.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("返金明細書");
        await Expect(page.GetByText("適格返還請求書を兼ねます")).ToBeVisibleAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥1,080");
        await Expect(page.Locator("tr[data-rate='8']")).ToContainTextAsync("¥80");
        await Expect(page.Locator("tr[data-rate='10']")).ToHaveCountAsync(0);
        await Expect(page.Locator("td", new() { HasText = "※" })).ToContainTextAsync("焼菓子");
        await Expect(page.Locator("#registration")).ToHaveTextAsync(new Regex("^T[0-9]{13}$"));
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await desk.ReloadAsync();
        await Expect(desk.Locator("#papers")).ToContainTextAsync("返金明細書");
        Assert.Empty(phone.Wrong);
    }

    private async Task<IPage> SignedInAsync()
    {
        await browsing.Shop.HireAsync(Manager, StaffRole.Manager);
        var page = await browsing.ScreenAsync();
        await page.GotoAsync("/admin/sign-in");
        await page.Locator("input[name=email]").FillAsync(Manager);
        await page.Locator("input[name=password]").FillAsync(StaffHire.Password);
        await page.Locator("form button").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/admin/kagetsudo/desk$"));
        return page;
    }
}
