using Commerce.Tests.Http.Running;
using Microsoft.Playwright;

namespace Commerce.Tests.Browser;

/// <summary>A running shop on the real clock, and Debian's chromium to visit it with.</summary>
public sealed class Browsing : IAsyncLifetime
{
    private static readonly string Chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public RunningShop Shop { get; } = new OnRealTime();

    public async Task InitializeAsync()
    {
        await Shop.InitializeAsync();
        (_playwright, _browser) = await LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        await Shop.DisposeAsync();
    }

    /// <summary>Somebody new with a LINE account and a phone of their own.</summary>
    public async Task<Phone> PhoneAsync(string name, int width = 390) =>
        await Phone.OfAsync(_browser!, Shop, await Shop.PersonAsync(name), width);

    /// <summary>The merchant's desk on a screen of its own, seen by the demo's viewer.</summary>
    public async Task<IPage> DeskAsync()
    {
        var page = await ScreenAsync();
        await page.Context.APIRequest.PostAsync("/demo/sign-in-viewer");
        await page.GotoAsync($"/admin/{RunningShop.Kagetsudo}/desk");
        return page;
    }

    /// <summary>A large screen that nobody has signed in on.</summary>
    public async Task<IPage> ScreenAsync()
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Shop.Address.ToString(),
            ViewportSize = new() { Width = 1400, Height = 900 },
            Locale = "ja-JP",
        });
        return await context.NewPageAsync();
    }

    public static async Task<(IPlaywright Playwright, IBrowser Browser)> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);   // what is waited for comes; on a busy machine it comes later
        Assert.True(File.Exists(Chromium), $"There is no browser at {Chromium}: install chromium, or name one in CHROMIUM");
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] }));
    }

    private sealed class OnRealTime : RunningShop
    {
        protected override TimeProvider Time => TimeProvider.System;
    }
}

/// <summary>Tests that share one running shop and one browser; each uses people of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowsingTogether : ICollectionFixture<Browsing>
{
    public const string Name = "browser";
}
