using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Commerce.Silo.Demo;
using Commerce.Tests.Http.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>One person's phone: a browser context of its own, with the shop open in LIFF. It remembers everything that went wrong on it.</summary>
public sealed class Phone : IAsyncDisposable
{
    public const string GoodCard = "4000003920000003", DeclinedCard = "4000000000000002";

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrong = new();

    private Phone(IBrowserContext context, Person person) => (_context, Person) = (context, person);

    public Person Person { get; }

    /// <summary>Errors on the console: broken scripts, files that are not there, what the content security policy stopped.</summary>
    public IEnumerable<string> Wrong => _wrong;

    public static async Task<Phone> OfAsync(IBrowser browser, RunningShop shop, Person person, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = shop.Address.ToString(),
            ViewportSize = new() { Width = width, Height = 780 },
            Locale = "ja-JP",
        });
        return new(context, person);
    }

    /// <summary>Opens a LIFF URL, as a tap in the talk does.</summary>
    public async Task<IPage> OpenAsync(string path = "")
    {
        var page = await _context.NewPageAsync();
        page.Console += (_, said) => { if (said.Type == "error") _wrong.Enqueue($"{page.Url}: {said.Text}"); };
        page.PageError += (_, error) => _wrong.Enqueue($"{page.Url}: {error}");
        await page.GotoAsync($"/sim/line/app/{DemoShops.KagetsudoChannels.LiffId}{path}?sim_user={Person.UserId}");
        await Expect(page).ToHaveURLAsync(new Regex($"/s/{RunningShop.Kagetsudo}{Regex.Escape(path)}$"));
        await page.WaitForLoadStateAsync();   // the page's modules have run: a tap before that is lost
        return page;
    }

    /// <summary>This person's talk with the shop.</summary>
    public async Task<IPage> TalkAsync()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"/sim/line/talk?user={Person.UserId}");
        await Expect(page.Locator("#account")).ToHaveTextAsync("花月堂");
        return page;
    }

    /// <summary>Puts one unit into the cart on its product page.</summary>
    public async Task<IPage> AddAsync(string sku)
    {
        var page = await OpenAsync($"/p/{sku}");
        await page.Locator("#add").ClickAsync();
        await Expect(page.Locator("#toast")).ToContainTextAsync("カートに入れました");
        return page;
    }

    /// <summary>From the cart to the last page before the order, with everything filled in but the card.</summary>
    public async Task<IPage> ToConfirmationAsync()
    {
        var page = await OpenAsync("/cart");
        await page.GetByRole(AriaRole.Link, new() { Name = "購入へ進む" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/(checkout|confirm)$"));
        if (page.Url.EndsWith("/checkout", StringComparison.Ordinal))   // who has been at the last page before comes back to it
        {
            await FillAddressAsync(page);
            await ToLastPageAsync(page);
        }

        await Expect(page.Locator("#place")).ToBeEnabledAsync();
        return page;
    }

    public static Task ToLastPageAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "確認画面へ進む" }).ClickAsync();

    public static async Task FillAddressAsync(IPage page)
    {
        var to = page.Locator("#to");
        await to.GetByLabel("お名前").FillAsync("山田 花子");
        await to.GetByLabel("電話番号").FillAsync("０９０-1234-5678");
        await to.GetByLabel("都道府県").SelectOptionAsync("東京都");
        await to.GetByLabel("市区町村").FillAsync("千代田区");
        await to.GetByLabel("町名・番地").FillAsync("千代田1-1");
        await to.GetByLabel("郵便番号").FillAsync("100-0001");
    }

    public static async Task FillCardAsync(IPage page, string number)
    {
        var card = page.FrameLocator("#card iframe");
        await card.Locator("#number").FillAsync(number);
        await card.Locator("#expiry").FillAsync("12 / 40");
        await card.Locator("#cvc").FillAsync("907");
    }

    public static Task PlaceAsync(IPage page) => page.Locator("#place").ClickAsync();

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
