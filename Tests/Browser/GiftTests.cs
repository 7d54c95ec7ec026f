using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
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
        Assert.Null((await browsing.Shop.Grains.GetGrain<IShopGrain>(RunningShop.Kagetsudo).ChangePlan(new("flow2", CartPlan.Pro, Test))).Refused);
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
        await page.GetByLabel("ラッピング").SelectOptionAsync("flow2-gift");
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥7,230");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/checkout$"));
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
        await page.GetByRole(AriaRole.Link, new() { Name = "カートに戻る" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/cart$"));
        await AddAsync(phone, "P3", 2);
        await page.ReloadAsync();
        await page.GetByLabel("クーポンコード").FillAsync("flow2-500");
        await page.Locator("[data-choose=coupon] button").ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥10,870");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await AssertSumsAsync(page, "¥10,870", ("10%対象 ¥7,777", "¥707"), ("8%対象 ¥3,093", "¥229"));
        await Expect(page.Locator(".sums")).ToContainTextAsync("無料");

        // 5. Five taps; the provider is silent for 8 seconds and its answer is lost, then the shop's own answer is lost on the way.
        await ArmAsync(page, """{ "endpoint": "payment_intents.create", "kind": "hang-after", "times": 1, "seconds": 8 }""");
        var sent = await LoseSecondAnswerAsync(page);
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.Locator("#place")).ToBeDisabledAsync();
        await Expect(page.Locator("#place")).ToHaveTextAsync("注文を確定しています…");
        await page.EvaluateAsync("for (let i = 0; i < 4; i++) document.getElementById('place').click()");
        await Expect(page.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        var talk = await phone.TalkAsync();
        await Expect(talk.GetByText("お支払いを確認しました")).ToHaveCountAsync(1, new() { Timeout = 5_000 });
        Assert.True(sent.Count >= 3 && sent.Distinct().Count() == 1, $"{sent.Count} requests for {sent.Distinct().Count()} orders");
        await Expect(page.Locator(".badge").First).ToContainTextAsync("お支払い済み");
        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(1);
        await Expect((await phone.OpenAsync("/cart")).GetByText("カートは空です。")).ToBeVisibleAsync();

        var id = (await page.Locator("#order").GetAttributeAsync("data-order"))!;
        var counted = JsonDocument.Parse(await (await page.Context.APIRequest.GetAsync("/sim/stripe/_sim/counters")).TextAsync()).RootElement;
        Assert.Equal(1, counted.GetProperty("chargesByOrder").GetProperty(id).GetInt32());

        // Its receipt says the same, and the staff's page the fee of the plan.
        await page.Locator("#receipt").ClickAsync();
        await Expect(page.Locator("#to")).ToHaveValueAsync("山田 太郎");
        await page.GetByRole(AriaRole.Button, new() { Name = "領収書を発行する" }).ClickAsync();
        await Expect(page.Locator("#total")).ToHaveTextAsync("¥10,870");
        await Expect(page.Locator("tr[data-rate='10']")).ToContainTextAsync("¥707");
        await Expect(page.Locator("tr[data-rate='8']")).ToContainTextAsync("¥229");
        await Expect(page.GetByText("山田 太郎 様")).ToBeVisibleAsync();
        var desk = await browsing.DeskAsync();
        await desk.GotoAsync($"/admin/kagetsudo/orders/{id}");
        foreach (var word in (string[])["¥10,870", "−¥500", "¥597（5.5%）", "玄関前,置き配😀", "18時〜20時", "山田 太郎 様"])
            await Expect(desk.Locator("main")).ToContainTextAsync(word);
        Assert.DoesNotContain(phone.Wrong, wrong => !wrong.Contains("ERR_FAILED", StringComparison.Ordinal));   // the answer that was lost
    }

    [Fact]
    public async Task What_is_forged_on_the_last_pages_is_refused_where_the_shopper_sees_it_and_orders_nothing()
    {
        await browsing.Shop.PutAsync("FLOW2-LATER", 5, new() { Opens = TimeProvider.System.GetUtcNow().AddDays(1) });
        await using var phone = await browsing.PhoneAsync("forger");
        await phone.AddAsync("P1");
        var page = await phone.OpenAsync("/checkout");
        await Phone.FillAddressAsync(page);

        // 6. A day before the earliest one: said beside the field, on the form.
        await page.EvaluateAsync("document.getElementById('deliveryDay').add(new Option('昨日', '2020-01-01', true, true))");
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#deliveryDay-wrong")).ToContainTextAsync("お届けが間に合いません");
        await page.Locator("#deliveryDay").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Phone.ToLastPageAsync(page);
        await Expect(page.Locator("#place")).ToBeEnabledAsync();

        // A day put into the order behind the form's back: back on the form, beside its field.
        var forged = await ForgeAsync(page, "deliveryDay\":\"[0-9-]+", "deliveryDay\":\"2020-01-01");
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/checkout\\?wrong="));
        await forged.DisposeAsync();
        await Phone.ToLastPageAsync(page);

        // A price of the shopper's own: the cart says what it costs.
        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        forged = await ForgeAsync(page, "expectedTotal\":[0-9]+", "expectedTotal\":1");
        await Phone.FillCardAsync(page, Phone.GoodCard);
        await Phone.PlaceAsync(page);
        await Expect(page.Locator("#trouble")).ToContainTextAsync("カートの内容または金額が変わりました");
        await Expect(page).ToHaveURLAsync(new Regex("/cart$"));
        await forged.DisposeAsync();

        // A sale that has not opened: the button says so; who taps it all the same is told when it opens.
        page = await phone.OpenAsync("/p/FLOW2-LATER");
        await Expect(page.Locator("#add")).ToBeDisabledAsync();
        await page.EvaluateAsync("document.getElementById('add').disabled = false; document.getElementById('add').click()");
        await Expect(page.Locator("#notice")).ToContainTextAsync("販売開始前です");

        await Expect((await phone.OpenAsync("/orders")).Locator(".order")).ToHaveCountAsync(0);
    }

    private static async Task AssertSumsAsync(IPage page, string total, params (string Taxable, string Tax)[] parts)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/confirm$"));
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

    /// <summary>Sends what the page orders with something else in it.</summary>
    private static async Task<IAsyncDisposable> ForgeAsync(IPage page, string what, string with)
    {
        const string Orders = "**/api/shops/kagetsudo/orders";
        await page.RouteAsync(Orders, route => route.ContinueAsync(new()
        {
            PostData = System.Text.Encoding.UTF8.GetBytes(Regex.Replace(route.Request.PostData!, what, with)),
        }));
        return new Unroute(page, Orders);
    }

    private sealed class Unroute(IPage page, string url) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await page.UnrouteAsync(url);
    }

    /// <summary>The server does what it is asked; the browser does not hear the second answer. What was sent, each time.</summary>
    private static async Task<ConcurrentQueue<string>> LoseSecondAnswerAsync(IPage page)
    {
        var sent = new ConcurrentQueue<string>();
        await page.RouteAsync("**/api/shops/kagetsudo/orders", async route =>
        {
            sent.Enqueue(route.Request.PostData!);
            if (sent.Count != 2)
            {
                await route.ContinueAsync();
                return;
            }

            await route.FetchAsync();
            await route.AbortAsync();
        });
        return sent;
    }

    private static async Task ArmAsync(IPage page, string fault)
    {
        var answer = await page.Context.APIRequest.PostAsync("/sim/stripe/_sim/faults", new() { DataString = fault, Headers = [new("Content-Type", "application/json")] });
        Assert.True(answer.Ok, await answer.TextAsync());
    }

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
