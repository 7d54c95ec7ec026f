using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>What is filled in at the checkout, from the request to the stored order, and the settings that it is judged by.</summary>
[Collection(Shared.Name)]
public sealed class CheckoutDetailsTests(RunningShop shop)
{
    private const string Api = "/api/shops/kagetsudo";

    // It is noon of 11 November 2036 (a Tuesday) in the running shop: before the cut-off, so the third day from now is the earliest.
    private const string Earliest = "2036-11-14";

    [Fact]
    public async Task Orderer_remarks_day_and_slot_are_stored_with_the_order()
    {
        using var shopper = await shop.ShopperAsync("贈る人");
        var order = (await PlaceAsync(shopper, await AddAsync(shopper), 201, Details())).GetProperty("order");

        var stored = (await shopper.LookAsync($"{Api}/orders/{order.Text("orderId")}"));
        var details = stored.GetProperty("details");
        Assert.Equal("玄関前,置き配😀", details.Text("remarks"));
        Assert.Equal(Earliest, details.Text("deliveryDay"));
        Assert.Equal("ヤマダ タロウ", details.GetProperty("orderer").Text("kana"));
        Assert.Equal("taro@example.jp", details.Text("email"));
        Assert.Equal(("1820", "18"), (stored.GetProperty("slot").Text("yamato"), stored.GetProperty("slot").Text("sagawa")));
        Assert.Equal("ハナヅキ ハナコ", stored.GetProperty("recipient").Text("kana"));
    }

    [Fact]
    public async Task The_same_checkout_with_other_details_is_refused_and_with_the_same_answered_again()
    {
        using var shopper = await shop.ShopperAsync("書き直す人");
        var cart = await AddAsync(shopper);
        var first = await PlaceAsync(shopper, cart, 201, Details());

        Assert.Equal("key-reused", (await PlaceAsync(shopper, cart, 422, Details("別の備考"))).Code());
        var again = await PlaceAsync(shopper, cart, 201, Details());
        Assert.Equal(first.GetProperty("order").Text("orderId"), again.GetProperty("order").Text("orderId"));
    }

    [Theory]
    [InlineData("deliveryDay", "2036-11-13", "delivery-day-too-early", "この日にはお届けが間に合いません。11月14日以降をお選びください。")]
    [InlineData("deliveryDay", "2036-12-12", "delivery-day-too-far", "お届け希望日は12月11日までです。それまでの日をお選びください。")]
    [InlineData("slotId", "20-21", "unknown-delivery-slot", null)]
    [InlineData("email", "taro", "bad-request", null)]
    public async Task What_the_shop_does_not_offer_is_refused_by_name(string field, string value, string code, string? sentence)
    {
        using var shopper = await shop.ShopperAsync("早すぎる人");
        var details = Details();
        details[field] = value;

        var problem = await PlaceAsync(shopper, await AddAsync(shopper), code == "bad-request" ? 400 : 422, details);

        Assert.Equal((code, field), (problem.Code(), problem.Text("subject")));
        if (sentence is not null) Assert.Equal(sentence, problem.Text("ja"));
        Assert.Equal(1, (await shopper.LookAsync(Api + "/cart")).GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task A_field_of_the_orderer_is_named_apart_from_the_recipients()
    {
        using var shopper = await shop.ShopperAsync("電話の違う人");
        var details = Details();
        details["orderer"]!["phone"] = "090-1234";

        var problem = await PlaceAsync(shopper, await AddAsync(shopper), 422, details);

        Assert.Equal(("bad-phone", "orderer.phone"), (problem.Code(), problem.Text("subject")));
    }

    [Fact]
    public async Task Terms_of_the_checkout_come_back_as_they_went()
    {
        using var owner = await shop.StaffAsync("terms-owner@aoyama.example", StaffRole.Owner, RunningShop.Aoyama);
        const string Path = "/api/shops/aoyama/staff/settings";
        var settings = JsonNode.Parse((await owner.LookAsync(Path)).GetRawText())!;
        var body = settings["settings"]!;
        body["delivery"] = JsonNode.Parse("""
            {"leadDays":2,"cutOffMinute":720,"closedWeekdays":["sunday"],"closedDates":["2037-01-01"],"furthestDays":14,
             "slots":[{"slotId":"am","label":"午前","labelEn":"Morning","yamato":"0812","sagawa":"01"}]}
            """);
        body["remarks"] = JsonNode.Parse("""{"shown":true,"label":"名入れの文字","required":true,"longest":20}""");
        body["kanaRequired"] = true;
        body["takesKonbini"] = false;

        await owner.AskAsync(HttpMethod.Put, Path, settings, 200);
        var back = (await owner.LookAsync(Path)).GetProperty("settings");

        Assert.True(JsonNode.DeepEquals(body, JsonNode.Parse(back.GetRawText())), back.ToString());
        body["delivery"]!["leadDays"] = 61;
        settings["version"] = settings["version"]!.GetValue<int>() + 1;
        var problem = await owner.AskAsync(HttpMethod.Put, Path, settings, 400);
        Assert.Equal(("bad-request", "leadDays"), (problem.Code(), problem.Text("subject")));
    }

    private static JsonObject Details(string remarks = "玄関前,置き配😀") => new JsonObject
    {
        ["orderer"] = new JsonObject
        {
            ["name"] = "山田 太郎",
            ["kana"] = "やまだ　たろう",
            ["phone"] = "090-1234-5678",
            ["postalCode"] = "150-0001",
            ["prefecture"] = "東京都",
            ["city"] = "渋谷区",
            ["street"] = "神宮前1-1-1",
        },
        ["remarks"] = remarks,
        ["deliveryDay"] = Earliest,
        ["slotId"] = "18-20",
        ["email"] = "taro@example.jp",
    };

    private static Task<JsonElement> AddAsync(HttpClient shopper) =>
        shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku = "P1", quantity = 1 }, 200, "add-P1");

    private static Task<JsonElement> PlaceAsync(HttpClient shopper, JsonElement cart, int expected, JsonObject details) =>
        shopper.AskAsync(
            HttpMethod.Post, Api + "/orders",
            new
            {
                checkoutKey = cart.Text("checkoutKey"),
                expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
                recipient = new Dictionary<string, string>
                {
                    ["name"] = "花月 花子",
                    ["kana"] = "ﾊﾅﾂﾞｷ ﾊﾅｺ",
                    ["phone"] = "03-1234-5678",
                    ["postalCode"] = "100-0001",
                    ["prefecture"] = "東京都",
                    ["city"] = "千代田区",
                    ["street"] = "千代田1-1",
                },
                details,
                method = "card",
            },
            expected);
}
