using Commerce.Promotions;
using Commerce.Shops;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>Flow 2 of the acceptance flows in a real browser: mixed tax, a gift, a day, and every number as it is stated there.</summary>
[Collection(BrowsingTogether.Name)]
public sealed class GiftTests(Browsing browsing)
{
    private static readonly Actor Test = new("test", "flow 2");

    [Fact]
    public async Task A_gift_with_mixed_tax_is_paid_to_the_yen()
    {
        await OfferAsync();
        await using var phone = await browsing.PhoneAsync("gift");

        // 1. T-SHIRT × 2 and 焼菓子 × 3, each added with a double tap.
        await AddAsync(phone, "P1", 2);
        await AddAsync(phone, "P2", 3);
        var page = await phone.OpenAsync("/cart");
        await Expect(page.Locator(".line[data-sku=P1]")).ToHaveAttributeAsync("data-quantity", "2");
        await Expect(page.Locator(".line[data-sku=P2]")).ToHaveAttributeAsync("data-quantity", "3");
        await Expect(page.Locator(".sums")).ToContainTextAsync("¥6,240");
        await Expect(page.Locator(".sums")).ToContainTextAsync("¥660");
        await Expect(page.Locator(".nudge")).ToContainTextAsync("あと¥3,760で送料無料");

        // 2. Wrapping, another recipient, remarks, the earliest day and 18–20.
        await ChooseAsync(page, """{ "wrapping": "flow2-gift" }""");
        await page.GotoAsync("/s/kagetsudo/checkout");
        await Phone.FillAddressAsync(page);
        await page.Locator("#same").UncheckAsync();
        await page.Locator("[id='orderer.name']").FillAsync("山田 太郎");
        await page.Locator("[id='orderer.phone']").FillAsync("03-1234-5678");
        await page.Locator("[id='orderer.postalCode']").FillAsync("1500001");
        await Expect(page.Locator("[id='orderer.street']")).ToHaveValueAsync("神宮前");
        await page.Locator("[id='orderer.street']").FillAsync("神宮前1-2-3");
        await page.Locator("#remarks").FillAsync("玄関前,置き配😀");
        await page.Locator("#deliveryDay").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var day = await page.Locator("#deliveryDay option:checked").TextContentAsync();
        await page.Locator("#slotId").SelectOptionAsync("18-20");
        await Phone.ToLastPageAsync(page);

        // 3. The last page: total, both rates, the six items of the law.
        await AssertSumsAsync(page, "¥7,230", ("10%対象 ¥3,990", "¥362"), ("8%対象 ¥3,240", "¥240"));
        await Expect(page.Locator(".terms")).ToContainTextAsync($"ご希望：{day}　18時〜20時");
        await Expect(page.Locator("#remarks")).ToHaveTextAsync("玄関前,置き配😀");
        foreach (var term in (string[])["分量", "販売価格・お支払総額", "お支払いの時期・方法", "お届け時期", "申込みの撤回・解除、返品"])
            await Expect(page.Locator(".terms dt", new() { HasText = term })).ToHaveCountAsync(1);

        // 4. Back: SKIRT × 2 and a coupon of 500. Shipping is free now, and the last page is where it was.
        await AddAsync(phone, "P3", 2);
        await ChooseAsync(page, """{ "wrapping": "flow2-gift", "coupon": "FLOW2-500" }""");
        await page.GotoAsync("/s/kagetsudo/checkout");
        await AssertSumsAsync(page, "¥10,870", ("10%対象 ¥7,777", "¥707"), ("8%対象 ¥3,093", "¥229"));
        await Expect(page.Locator(".sums")).ToContainTextAsync("無料");

        // 5. Five taps are one order, and its receipt says the same.
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await page.EvaluateAsync("for (let i = 0; i < 5; i++) document.getElementById('place').click()");
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();
        await page.Locator("#receipt").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥10,870");
        await Expect(page.Locator("tr[data-rate='10']")).ToContainTextAsync("¥707");
        await Expect(page.Locator("tr[data-rate='8']")).ToContainTextAsync("¥229");
        await Expect(page.GetByText("山田 太郎 様")).ToBeVisibleAsync();
        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(1);
        Assert.Empty(phone.Wrong);
    }

    private static async Task AssertSumsAsync(IPage page, string total, params (string Taxable, string Tax)[] parts)
    {
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/confirm$"));
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync(total);
        foreach (var (taxable, tax) in parts)
            await Expect(page.Locator(".sums .part", new() { HasText = taxable })).ToContainTextAsync(tax);
    }

    /// <summary>As a shopper adds: one with a double tap on the product's page, the rest in the cart.</summary>
    private static async Task AddAsync(Phone phone, string sku, int quantity)
    {
        var page = await phone.OpenAsync($"/p/{sku}");
        await page.EvaluateAsync("for (let i = 0; i < 2; i++) document.getElementById('add').click()");
        await Expect(page.Locator("#toast")).ToContainTextAsync("カートに入れました");
        await page.GotoAsync("/s/kagetsudo/cart");
        var line = page.Locator($".line[data-sku={sku}]");
        for (var units = 1; units < quantity; units++)
        {
            await Expect(line).ToHaveAttributeAsync("data-quantity", $"{units}");
            await line.Locator("[data-step='1']").ClickAsync();
        }

        await Expect(line).ToHaveAttributeAsync("data-quantity", $"{quantity}");
        await page.CloseAsync();
    }

    private static async Task ChooseAsync(IPage page, string choices) => await page.EvaluateAsync(
        """
        async choices => {
          const answer = await fetch("/api/shops/kagetsudo/cart/choices", {
            method: "PUT", headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() }, body: choices,
          });
          if (!answer.ok) throw new Error(await answer.text());
        }
        """, choices);

    /// <summary>The wrapping for 330 yen and the coupon over 500 yen.</summary>
    private async Task OfferAsync()
    {
        var shop = browsing.Shop.Grains.GetGrain<IShopGrain>(RunningShop.Kagetsudo);
        var view = (await shop.Look())!;
        var wrapping = new WrappingTerms { Options = [.. view.Settings.Wrapping.Options, new("flow2-gift", "ギフト包装", new(330))] };
        Assert.Null((await shop.Put(new(view.Settings with { Wrapping = wrapping }, view.Version))).Refused);
        var coupon = browsing.Shop.Grains.GetGrain<ICouponGrain>(Keys.Of(RunningShop.Kagetsudo, "FLOW2-500"));
        Assert.Null((await coupon.Put(new(new() { Name = "500円引き", Kind = CouponKind.Amount, Value = 500 }, 0, Test))).Refused);
    }
}
