using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>Staff change a running sale from its row on the live desk; viewers only look.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class DeskControlTests(Browsing browsing)
{
    private const string Email = "desk-control@kagetsudo.example";

    [Fact]
    public async Task Staff_pause_and_resume_a_sale_and_add_stock_from_its_row()
    {
        await browsing.Shop.PutAsync("DESK1", 5, new());
        var page = await SignedInAsync();
        var row = page.Locator("[data-sku=DESK1]");
        await row.GetByText("操作").ClickAsync();
        await row.GetByLabel("理由").FillAsync("検品のため");

        await row.GetByRole(AriaRole.Button, new() { Name = "一時停止" }).ClickAsync();
        await Expect(row.Locator(".window .badge")).ToHaveTextAsync("一時停止");
        await Expect(row.Locator("[data-of=last]")).ToContainTextAsync($"{Email} — 一時停止（検品のため）");

        await row.GetByRole(AriaRole.Button, new() { Name = "販売を再開" }).ClickAsync();
        await Expect(row.Locator(".window .badge")).ToHaveTextAsync("販売中");

        await row.GetByLabel("在庫の増減").FillAsync("7");
        await row.GetByRole(AriaRole.Button, new() { Name = "在庫を追加" }).ClickAsync();
        await Expect(row.Locator("[data-of=supply]")).ToHaveAttributeAsync("data-n", "12");
        await Expect(row.Locator("[data-of=told]")).ToHaveTextAsync("変更しました");
    }

    [Fact]
    public async Task Who_only_looks_has_no_controls()
    {
        var desk = await browsing.DeskAsync();

        await Expect(desk.Locator("#live")).ToHaveAttributeAsync("data-state", "live");
        await Expect(desk.Locator("[data-sku=P4]")).ToBeVisibleAsync();
        await Expect(desk.GetByText("操作")).ToHaveCountAsync(0);
    }

    private async Task<IPage> SignedInAsync()
    {
        await browsing.Shop.HireAsync(Email, StaffRole.Staff);
        var page = await browsing.ScreenAsync();
        await page.GotoAsync("/admin/sign-in?returnUrl=/admin/kagetsudo/desk");
        await page.Locator("[name=email]").FillAsync(Email);
        await page.Locator("[name=password]").FillAsync(StaffHire.Password);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GotoAsync("/admin/kagetsudo/desk");
        await Expect(page.Locator("#live")).ToHaveAttributeAsync("data-state", "live");
        return page;
    }
}
