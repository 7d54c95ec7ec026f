using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>A card that is kept with the first order pays the next one without typing, until its owner deletes it.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class SavedCardTests(Browsing browsing)
{
    private const string JcbCard = "3566002020360505", CardThatAsksTheBank = "4000002760003184";

    [Fact]
    public async Task A_card_is_saved_listed_by_brand_and_last_four_pays_the_next_order_and_is_deleted()
    {
        await using var phone = await browsing.PhoneAsync("saves a card");
        await BuyAsync(phone, JcbCard);

        var page = await AgainAsync(phone);
        var kept = page.GetByLabel(new Regex("JCB"));
        await Expect(page.Locator("label", new() { HasText = "JCB" })).ToContainTextAsync("0505");
        Assert.DoesNotContain("35660020", await page.ContentAsync(), StringComparison.Ordinal);
        await kept.CheckAsync();
        await Expect(page.Locator("#saving")).ToBeHiddenAsync();
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#way")).ToContainTextAsync("JCB");
        await Expect(page.Locator("#card")).ToHaveCountAsync(0);   // nothing to type
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Phone.PlaceAsync(page);
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await Expect(page.Locator(".badge").First).ToContainTextAsync("お支払い済み");

        page = await phone.OpenAsync("/saved");
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await Expect(page.Locator("#cards li")).ToHaveCountAsync(1);
        await page.Locator("#cards").GetByRole(AriaRole.Button, new() { NameRegex = new("削除") }).ClickAsync();
        await Expect(page.Locator("#cards")).ToContainTextAsync("保存したカードはありません");
        page = await AgainAsync(phone);
        await Expect(page.Locator("label", new() { HasText = "JCB" })).ToHaveCountAsync(0);
        Assert.Empty(phone.Wrong);
    }

    [Fact]
    public async Task A_saved_card_that_asks_the_bank_pays_when_its_owner_agrees_and_not_before()
    {
        await using var phone = await browsing.PhoneAsync("asks the bank");
        await BuyAsync(phone, CardThatAsksTheBank, asksTheBank: true);

        var page = await AgainAsync(phone);
        await page.GetByLabel(new Regex("VISA")).CheckAsync();
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Phone.PlaceAsync(page);
        await AnswerBankAsync(page, "#refuse");
        await Expect(page.Locator("#trouble")).ToContainTextAsync("お支払いが承認されませんでした");
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Expect((await phone.OpenAsync("/orders")).Locator(".order .badge").First).Not.ToContainTextAsync("お支払い済み");

        await Phone.PlaceAsync(page);
        await AnswerBankAsync(page, "#approve");
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await Expect(page.Locator(".badge").First).ToContainTextAsync("お支払い済み");
        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(2);
    }

    private static async Task BuyAsync(Phone phone, string card, bool asksTheBank = false)
    {
        await phone.AddAsync("P1");
        var page = await phone.OpenAsync("/checkout");
        await Phone.FillAddressAsync(page);
        await page.GetByLabel("このカードを保存する").CheckAsync();
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Phone.FillCardAsync(page, card);
        await Phone.PlaceAsync(page);
        if (asksTheBank) await AnswerBankAsync(page, "#approve");
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
    }

    private static async Task<IPage> AgainAsync(Phone phone)
    {
        await phone.AddAsync("P2");
        var page = await phone.OpenAsync("/cart");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/(checkout|confirm)$"));
        if (page.Url.EndsWith("/confirm", StringComparison.Ordinal)) await page.GotoAsync("/s/kagetsudo/checkout?edit=1");
        return page;
    }

    /// <summary>The bank's own page, in the frame that stripe.js lays over the shop.</summary>
    private static Task AnswerBankAsync(IPage page, string button) =>
        page.FrameLocator("iframe[src*='/3ds/']").Locator(button).ClickAsync();
}
