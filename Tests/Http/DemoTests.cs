using System.Net;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>The phone on the demo's page, whatever language the visitor's own browser speaks.</summary>
[Collection(Shared.Name)]
public sealed class DemoTests(RunningShop shop)
{
    private static readonly Uri Front = new("/", UriKind.Relative), Sneakers = new("/s/kagetsudo/p/P4", UriKind.Relative);

    [Fact]
    public async Task Speaks_japanese_until_another_language_is_chosen_on_it()
    {
        using var visitor = shop.Anyone();
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US");
        Assert.Contains("<html lang=\"en\"", await visitor.GetStringAsync(Sneakers), StringComparison.Ordinal);

        await visitor.GetStringAsync(Front);
        Assert.Contains("お一人様1点まで", WebUtility.HtmlDecode(await visitor.GetStringAsync(Sneakers)), StringComparison.Ordinal);

        await visitor.GetStringAsync(new Uri("/s/kagetsudo?lang=en", UriKind.Relative));
        await visitor.GetStringAsync(Front);
        Assert.Contains("<html lang=\"en\"", await visitor.GetStringAsync(Sneakers), StringComparison.Ordinal);
    }
}
