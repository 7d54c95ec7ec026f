using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>From the cart to the receipt: who, where, when, and what is printed afterwards.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class CheckoutTests(Browsing browsing)
{
    [Fact]
    public async Task A_postal_code_fills_in_what_the_shopper_has_not_typed()
    {
        await using var phone = await browsing.PhoneAsync("postcode");
        var page = await FormAsync(phone);

        await page.Locator("#postalCode").FillAsync("150-0001");
        await Expect(page.Locator("#prefecture")).ToHaveValueAsync("東京都");
        await Expect(page.Locator("#city")).ToHaveValueAsync("渋谷区");
        await Expect(page.Locator("#street")).ToHaveValueAsync("神宮前");

        await page.Locator("#street").FillAsync("神宮前1-2-3");
        await page.Locator("#postalCode").FillAsync("１００−０００１");
        await Expect(page.Locator("#city")).ToHaveValueAsync("千代田区");
        await Expect(page.Locator("#street")).ToHaveValueAsync("神宮前1-2-3");
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task An_address_that_is_looked_up_late_does_not_call_the_shopper_back_from_the_last_page()
    {
        await using var phone = await browsing.PhoneAsync("late postcode");
        var page = await FormAsync(phone);
        var kept = new List<string>();
        page.Request += (_, sent) => { if (sent.Method == "PUT") kept.Add(sent.PostData ?? ""); };
        var leaving = new TaskCompletionSource();
        await page.RouteAsync("**/postcodes/*", async lookup => { await leaving.Task; await lookup.ContinueAsync(); });
        await page.RouteAsync("**/api/shops/*/checkout", async keep =>
        {
            if (keep.Request.PostData?.Contains("\"confirm\"", StringComparison.Ordinal) == true)
            {
                await page.RunAndWaitForResponseAsync(() => { leaving.SetResult(); return Task.CompletedTask; }, new Regex("/postcodes/"));
            }

            await keep.ContinueAsync();
        });

        await Phone.FillAddressAsync(page);
        await Phone.ToLastPageAsync(page);

        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        Assert.Contains("\"confirm\"", kept[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_two_prefectures_is_chosen_from_and_an_unknown_one_typed_by_hand()
    {
        await using var phone = await browsing.PhoneAsync("two prefectures");
        var page = await FormAsync(phone);

        await page.Locator("#postalCode").FillAsync("4980000");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^三重県") }).ClickAsync();
        await Expect(page.Locator("#prefecture")).ToHaveValueAsync("三重県");
        await Expect(page.Locator("#city")).ToHaveValueAsync("桑名郡木曽岬町");

        await page.Locator("#postalCode").FillAsync("0000000");
        await Expect(page.Locator("#found")).ToContainTextAsync("見つかりませんでした");
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task Closing_the_checkout_and_coming_back_resumes_at_the_same_step_with_the_same_choices()
    {
        await using var phone = await browsing.PhoneAsync("resume");
        var page = await FormAsync(phone);
        await Phone.FillAddressAsync(page);
        await page.Locator("#remarks").FillAsync("玄関前,置き配😀");
        await page.Locator("#slotId").SelectOptionAsync("18-20");
        await Expect(page.Locator("#checkout")).ToHaveAttributeAsync("data-saved", "yes");
        await page.CloseAsync();

        page = await FormAsync(phone, add: false);
        await Expect(page.Locator("#name")).ToHaveValueAsync("山田 花子");
        await Expect(page.Locator("#remarks")).ToHaveValueAsync("玄関前,置き配😀");
        await Expect(page.Locator("#slotId")).ToHaveValueAsync("18-20");
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await page.CloseAsync();

        page = await phone.OpenAsync("/cart");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/confirm$"));
        await Expect(page.Locator("#remarks")).ToHaveTextAsync("玄関前,置き配😀");
        await page.ReloadAsync();
        await Expect(page.Locator(".terms")).ToContainTextAsync("18時〜20時");
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task Orderer_and_recipient_may_differ_and_each_has_its_own_errors()
    {
        await using var phone = await browsing.PhoneAsync("giver");
        var page = await FormAsync(phone);
        await Phone.FillAddressAsync(page);
        await page.Locator("#same").UncheckAsync();
        await page.Locator("[id='orderer.name']").FillAsync("山田 太郎");
        await page.Locator("[id='orderer.kana']").FillAsync("やまだ たろう");
        await page.Locator("[id='orderer.phone']").FillAsync("12");
        await page.Locator("[id='orderer.postalCode']").FillAsync("5300001");
        await Expect(page.Locator("[id='orderer.city']")).ToHaveValueAsync("大阪市北区");
        await page.Locator("[id='orderer.street']").FillAsync("梅田1-1");
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("[id='orderer.phone-wrong']")).ToContainTextAsync("10桁または11桁");
        await Expect(page.Locator("[id='orderer.phone']")).ToBeFocusedAsync();

        await page.Locator("[id='orderer.phone']").FillAsync("06-1234-5678");
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Expect(page.GetByText("ヤマダ タロウ")).ToBeVisibleAsync();
        await Expect(page.GetByText("大阪府大阪市北区梅田1-1")).ToBeVisibleAsync();
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_paid_order_has_a_receipt_with_its_registration_number_and_the_tax_of_each_rate()
    {
        await using var phone = await browsing.PhoneAsync("receipt", width: 320);
        await phone.AddAsync("P2");
        await phone.AddAsync("P1");
        var page = await phone.ToConfirmationAsync();
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await page.Locator("#receipt").ClickAsync();
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "領収書を発行する" }).ClickAsync();

        // 焼菓子 1,080 at 8 %, T-SHIRT 1,500 and shipping 660 at 10 %.
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥3,240");
        await Expect(page.Locator("tr[data-rate='10']")).ToContainTextAsync("10%対象 ¥2,160");
        await Expect(page.Locator("tr[data-rate='10']")).ToContainTextAsync("¥196");
        await Expect(page.Locator("tr[data-rate='8']")).ToContainTextAsync("8%対象 ¥1,080");
        await Expect(page.Locator("tr[data-rate='8']")).ToContainTextAsync("¥80");
        await Expect(page.Locator("td", new() { HasText = "※" })).ToHaveCountAsync(1);
        await Expect(page.Locator("#registration")).ToHaveTextAsync(new Regex("^T[0-9]{13}$"));
        await Expect(page.GetByText("山田 花子 様")).ToBeVisibleAsync();
        var number = await page.Locator("#paper-number").TextContentAsync();

        // Made out to somebody else it keeps its number and says that it was issued again.
        await page.Locator("details summary").ClickAsync();
        await page.Locator("#to").FillAsync("株式会社山田");
        await page.GetByRole(AriaRole.Button, new() { Name = "再発行する" }).ClickAsync();
        await Expect(page.Locator("#again")).ToHaveTextAsync("再発行");
        await Expect(page.GetByText("株式会社山田 様")).ToBeVisibleAsync();
        await Expect(page.Locator("#paper-number")).ToHaveTextAsync(number!);
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_second_order_needs_no_typing_and_an_old_one_is_bought_again_with_a_tap()
    {
        await using var phone = await browsing.PhoneAsync("again");
        await phone.AddAsync("P1");
        var page = await phone.ToConfirmationAsync();
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();

        page = await phone.OpenAsync("/orders");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^もう一度購入する") }).ClickAsync();
        await page.Locator("#toast").GetByRole(AriaRole.Link, new() { Name = "カートを見る" }).ClickAsync();
        await Expect(page.Locator(".line[data-sku=P1]")).ToHaveAttributeAsync("data-quantity", "1");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await Expect(page.Locator("#name")).ToHaveValueAsync("山田 花子");
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();

        page = await phone.OpenAsync("/saved");
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await Expect(page.Locator("#addresses")).ToContainTextAsync("千代田区千代田1-1");
        await page.Locator("#addresses").GetByRole(AriaRole.Button, new() { NameRegex = new("削除") }).ClickAsync();
        await Expect(page.Locator("#addresses")).ToContainTextAsync("保存した住所はありません");
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_tap_before_the_page_is_ready_is_kept_and_puts_nothing_into_the_address()
    {
        await using var phone = await browsing.PhoneAsync("hasty");
        var page = await FormAsync(phone);
        await Phone.FillAddressAsync(page);
        await page.Locator("#name").FocusAsync();
        await Expect(page.Locator("#checkout")).ToHaveAttributeAsync("data-saved", "yes");
        var slow = new TaskCompletionSource();
        await page.RouteAsync("**/shop/checkout.js*", async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });
        await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Phone.ToLastPageAsync(page);
        Assert.DoesNotContain("?", page.Url, StringComparison.Ordinal);

        slow.SetResult();
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_convenience_store_is_paid_at_later_and_the_order_waits()
    {
        await using var phone = await browsing.PhoneAsync("konbini");
        var page = await FormAsync(phone);
        await Phone.FillAddressAsync(page);
        await page.GetByLabel("メールアドレス").FillAsync("hanako@example.jp");
        await page.GetByLabel("コンビニ払い").CheckAsync();
        await Phone.ToLastPageAsync(page);

        await Expect(page.Locator(".terms")).ToContainTextAsync("コンビニ払い（前払い）");
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        var form = page.FrameLocator("#card iframe");
        await form.Locator("#name").FillAsync("山田 花子");
        await form.Locator("#email").FillAsync("hanako@example.jp");
        await Phone.PlaceAsync(page);

        await Expect(page).ToHaveURLAsync(new Regex("/orders/.+done=1"));
        await Expect(page.Locator(".badge").First).ToContainTextAsync("お支払い待ち（コンビニ）");
        await Expect(page.Locator("#voucher")).ToContainTextAsync("お支払い期限");
        await Expect(page.Locator("#receipt")).ToHaveCountAsync(0);
    }

    private static async Task<IPage> FormAsync(Phone phone, bool add = true)
    {
        if (add) await phone.AddAsync("P1");
        return await phone.OpenAsync("/checkout");
    }
}
