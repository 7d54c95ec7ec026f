using Commerce.Tests.Http.Running;
using static Microsoft.Playwright.Assertions;

namespace Commerce.Tests.Browser;

/// <summary>A cart that is left alone, on a clock that the test moves.</summary>
public sealed class ReminderTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private const string Reminder = "お買い忘れはございませんか？";
    private static readonly TimeSpan LongerThanTheShopWaits = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_cart_left_alone_brings_a_message_into_the_talk_and_a_bought_one_does_not()
    {
        var (playwright, browser) = await Browsing.LaunchAsync();
        using var driver = playwright;
        await using var chromium = browser;
        await using var hanako = await Phone.OfAsync(browser, shop, await shop.PersonAsync("hanako"), 390);
        await using var taro = await Phone.OfAsync(browser, shop, await shop.PersonAsync("taro"), 390);
        await hanako.AddAsync("P1");
        await taro.AddAsync("P1");
        var paying = await taro.ToConfirmationAsync();
        await Phone.FillCardAsync(paying, Phone.GoodCard);
        await Phone.PlaceAsync(paying);
        await Expect(paying.GetByText("ご注文ありがとうございます")).ToBeVisibleAsync();

        shop.Clock.Advance(LongerThanTheShopWaits);

        await Expect((await hanako.TalkAsync()).GetByText(Reminder).First).ToBeVisibleAsync();
        await Expect((await taro.TalkAsync()).GetByText(Reminder)).ToHaveCountAsync(0);
    }
}
