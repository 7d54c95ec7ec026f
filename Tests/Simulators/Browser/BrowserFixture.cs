using Commerce.Tests.Browser;
using Microsoft.Playwright;

namespace Commerce.Tests.Simulators.Browser;

/// <summary>One Chromium for the tests of the simulators' pages.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser!;

    public async Task InitializeAsync() => (_playwright, _browser) = await Browsing.LaunchAsync();

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
