using Commerce.Tests.Simulators.Line;
using Commerce.Tests.Simulators.Stripe;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Simulators.Browser;

/// <summary>What a person does in a browser with the stand-ins of the LIFF SDK and Stripe.js, and with the talk.</summary>
public sealed class PageTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>, IAsyncLifetime
{
    private SimulatorHost _host = null!;
    private IBrowserContext _context = null!;

    public async Task InitializeAsync()
    {
        _host = await SimulatorHost.StartAsync(line: o => o.Channels[0].LiffEndpoint = new("/shop/", UriKind.Relative), more: TinyShop.Map);
        _context = await fixture.Browser.NewContextAsync(new() { BaseURL = _host.Http.BaseAddress!.ToString(), ViewportSize = new() { Width = 390, Height = 800 } });
    }

    public async Task DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Link_in_the_talk_opens_the_page_it_names_as_the_person_of_the_talk()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/sim/line/app/1650000002-Kagetsud/items/1?from=push&sim_user={LineCalls.Hanako}");
        await Expect(page.Locator("#who")).ToHaveTextAsync("花子 花子 true /shop/items/1?from=push");
    }

    [Fact]
    public async Task Outside_browser_logs_in_and_comes_back_to_where_it_was()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/shop/cart");
        await Expect(page.Locator("#who")).ToHaveTextAsync("nobody");
        await page.ClickAsync("#login");
        await page.GetByRole(AriaRole.Button, new() { Name = "太郎" }).ClickAsync();
        await Expect(page.Locator("#who")).ToHaveTextAsync("太郎 太郎 true /shop/cart");
        await page.ReloadAsync();
        await Expect(page.Locator("#who")).ToHaveTextAsync("太郎 太郎 true /shop/cart");
    }

    [Fact]
    public async Task Card_typed_into_the_frame_pays()
    {
        var page = await OpenPaymentAsync();
        await page.ClickAsync("#pay");
        await Expect(page.Locator("#result")).ToHaveTextAsync("succeeded");
    }

    [Theory]
    [InlineData(3000, "succeeded")]
    [InlineData(2000, "error invalid_request_error")]
    public async Task Form_made_before_the_payment_must_describe_the_same_one(int amount, string result)
    {
        var page = await OpenPaymentAsync($"&amount={amount}");
        await Expect(page.FrameLocator("iframe").Locator("label[for=number]")).ToHaveTextAsync("Card number");
        await page.ClickAsync("#pay");
        await Expect(page.Locator("#result")).ToHaveTextAsync(result);
    }

    [Fact]
    public async Task Declined_card_is_explained_beside_its_field()
    {
        var page = await OpenPaymentAsync();
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#sample").SelectOptionAsync("4000000000009995");
        await page.ClickAsync("#pay");
        await Expect(page.Locator("#result")).ToHaveTextAsync("error card_declined");
        await Expect(frame.Locator("#number-error")).ToContainTextAsync("残高");
    }

    [Theory]
    [InlineData("承認", "succeeded")]
    [InlineData("拒否", "error payment_intent_authentication_failure")]
    public async Task Authentication_is_asked_in_a_window_over_the_page(string choice, string result)
    {
        var page = await OpenPaymentAsync();
        await page.FrameLocator("iframe").Locator("#sample").SelectOptionAsync("4000002760003184");
        await page.ClickAsync("#pay");
        var bank = page.FrameLocator("[role=dialog] iframe");
        await Expect(bank.Locator("#amount")).ToContainTextAsync("3,000");
        await bank.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
        await Expect(page.Locator("#result")).ToHaveTextAsync(result);
        await Expect(page.Locator("[role=dialog]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Talk_shows_what_arrives_and_sends_what_is_written()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/sim/line/talk?user={LineCalls.Hanako}");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "カート" })).ToBeVisibleAsync();
        await _host.PushAsync(LineCalls.Hanako);
        await Expect(page.Locator(".bot .bubble")).ToHaveTextAsync("こんにちは");

        await page.FillAsync("#words", "在庫ありますか");
        await page.ClickAsync("#send");
        await Expect(page.Locator(".me .bubble")).ToHaveTextAsync("在庫ありますか");
        Assert.Equal("在庫ありますか", (await _host.NextLineHookAsync()).Json.GetProperty("events")[0].GetProperty("message").GetProperty("text").GetString());
    }

    private async Task<IPage> OpenPaymentAsync(string more = "")
    {
        var secret = (await _host.NewIntentAsync()).Text("client_secret");
        var page = await _context.NewPageAsync();
        await page.GotoAsync("/pay?secret=" + secret + more);
        await Expect(page.FrameLocator("iframe").Locator("#sample option")).Not.ToHaveCountAsync(0);
        return page;
    }
}
