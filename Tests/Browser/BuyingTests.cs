using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

[Collection(BrowsingTogether.Name)]
public sealed class BuyingTests(Browsing browsing)
{
    [Fact]
    public async Task A_shopper_buys_the_sneakers_while_the_desk_watches()
    {
        var desk = await browsing.DeskAsync();
        var sneakers = desk.Locator("[data-sku=P4]");
        await Expect(desk.Locator("#live")).ToHaveAttributeAsync("data-state", "live");
        var held = await CountAsync(sneakers, "held");
        var (sold, left) = (await CountAsync(sneakers, "sold"), await CountAsync(sneakers, "free"));
        await using var phone = await browsing.PhoneAsync("hanako");

        await phone.AddAsync("P4");
        await Expect(sneakers.Locator("[data-of=held]")).ToHaveAttributeAsync("data-n", $"{held + 1}");

        var page = await phone.ToConfirmationAsync();
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);

        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await Expect(page.Locator("#receipt")).Not.ToHaveClassAsync(new Regex("quiet"));
        await Expect(page.Locator("[data-again]")).ToHaveClassAsync(new Regex("quiet"));
        var number = await page.Locator("#number").TextContentAsync();
        await Expect(sneakers.Locator("[data-of=sold]")).ToHaveAttributeAsync("data-n", $"{sold + 1}");
        await Expect(sneakers.Locator("[data-of=held]")).ToHaveAttributeAsync("data-n", $"{held}");
        await Expect(sneakers.Locator("[data-of=free]")).ToHaveAttributeAsync("data-n", $"{left - 1}");
        var row = desk.Locator("#orders li", new() { HasText = number });
        await Expect(row).ToContainTextAsync("お支払い済み");
        await Expect(row).ToContainTextAsync("¥19,800");
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task One_tap_on_a_flash_product_sets_a_unit_aside_and_says_for_how_long()
    {
        await using var phone = await browsing.PhoneAsync("rokuro");
        var page = await phone.AddAsync("P4");

        await Expect(page.Locator("#got")).ToContainTextAsync("確保しました");
        await Expect(page.Locator("#got time")).ToHaveTextAsync(new Regex("^0[45]:[0-5][0-9]$"));
        await page.Locator("#got").GetByRole(AriaRole.Link, new() { Name = "カートを見る" }).ClickAsync();

        await Expect(page.Locator(".line[data-sku=P4]")).ToHaveAttributeAsync("data-quantity", "1");
        await Expect(page.Locator(".line[data-sku=P4] .held")).ToBeVisibleAsync();
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_tap_before_LINE_has_answered_is_done_when_it_has()
    {
        await using var phone = await browsing.PhoneAsync("shichiro");
        var page = await phone.OpenAsync();
        var tapped = new TaskCompletionSource();
        await page.RouteAsync("**/liff/**/sdk.js", async route =>
        {
            await tapped.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/s/kagetsudo/p/P2", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("#add").ClickAsync();
        tapped.SetResult();

        await Expect(page.Locator("#toast")).ToContainTextAsync("カートに入れました");
        await Expect(page.Locator("#count")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task A_second_pair_is_refused_because_it_is_one_per_person()
    {
        await using var phone = await browsing.PhoneAsync("taro");
        await BuyAsync(phone, "P4");

        var page = await phone.OpenAsync("/p/P4");
        await page.Locator("#add").ClickAsync();

        await Expect(page.Locator("#notice")).ToContainTextAsync("お一人様1点まで");
    }

    [Fact]
    public async Task A_declined_card_can_be_followed_by_a_good_one()
    {
        await using var phone = await browsing.PhoneAsync("jiro");
        await phone.AddAsync("P1");
        var page = await phone.ToConfirmationAsync();

        await Phone.FillCardAsync(page, Phone.DeclinedCard);
        await Phone.PlaceAsync(page);
        await Expect(page.Locator("#trouble")).ToContainTextAsync("別のカード");
        await Expect(page.Locator("#place")).ToBeEnabledAsync();

        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Two_tabs_and_ten_taps_make_one_order()
    {
        await using var phone = await browsing.PhoneAsync("saburo");
        await phone.AddAsync("P1");
        var tabs = new[] { await phone.ToConfirmationAsync(), await phone.ToConfirmationAsync() };
        foreach (var tab in tabs) await Phone.FillCardAsync(tab, Phone.GoodCard);

        await Task.WhenAll(tabs.Select(tab => tab.EvaluateAsync("for (let i = 0; i < 10; i++) document.getElementById('place').click()")));

        foreach (var tab in tabs) await Expect(tab.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(1);
        await Expect((await phone.OpenAsync("/cart")).GetByText("カートは空です。")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_double_tap_adds_once()
    {
        await using var phone = await browsing.PhoneAsync("shiro");
        var page = await phone.OpenAsync("/p/P2");

        await page.EvaluateAsync("for (let i = 0; i < 2; i++) document.getElementById('add').click()");
        await Expect(page.Locator("#toast")).ToContainTextAsync("カートに入れました");

        await Expect((await phone.OpenAsync("/cart")).Locator("[data-sku=P2]")).ToHaveAttributeAsync("data-quantity", "1");
    }

    [Fact]
    public async Task The_form_is_as_it_was_after_a_reload_and_says_beside_a_field_what_is_wrong_with_it()
    {
        await using var phone = await browsing.PhoneAsync("goro");
        await phone.AddAsync("P1");
        var page = await phone.OpenAsync("/checkout");

        await page.Locator("#name").FillAsync("山田 五郎");
        await page.Locator("#phone").FillAsync("123");
        await page.GetByRole(AriaRole.Button, new() { Name = "確認画面へ進む" }).ClickAsync();
        await Expect(page.Locator("#phone-wrong")).ToContainTextAsync("10桁または11桁");
        await Expect(page.Locator("#prefecture-wrong")).ToContainTextAsync("都道府県を選択");
        await Expect(page.Locator("#phone")).ToBeFocusedAsync();

        await Expect(page.Locator("#checkout")).ToHaveAttributeAsync("data-saved", "yes");
        await page.ReloadAsync();
        await Expect(page.Locator("#name")).ToHaveValueAsync("山田 五郎");
    }

    [Fact]
    public async Task A_paid_order_can_be_called_off_before_it_is_shipped()
    {
        await using var phone = await browsing.PhoneAsync("rokuro");
        var page = await BuyAsync(phone, "P3");
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.WaitForLoadStateAsync();   // the order page's module has run

        await page.Locator("#cancel").ClickAsync();

        await Expect(page.Locator(".track li").First).ToContainTextAsync("キャンセル済み");
    }

    private static async Task<IPage> BuyAsync(Phone phone, string sku)
    {
        await phone.AddAsync(sku);
        var page = await phone.ToConfirmationAsync();
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        return page;
    }

    private static async Task<int> CountAsync(ILocator product, string of)
    {
        await Expect(product.Locator($"[data-of={of}]")).ToHaveAttributeAsync("data-n", new Regex("\\d+"));
        return int.Parse((await product.Locator($"[data-of={of}]").GetAttributeAsync("data-n"))!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
