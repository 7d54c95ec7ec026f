using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Catalog;
using Commerce.Customers;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>The way from the cart to the order: the draft, the address book, and buying again.</summary>
[Collection(Shared.Name)]
public sealed class CheckoutTests(RunningShop shop)
{
    private const string Api = "/api/shops/kagetsudo";

    [Fact]
    public async Task What_is_filled_in_is_there_again_on_another_phone()
    {
        var person = await shop.PersonAsync("二台の人");
        using var first = await SignedInAsync(person);
        using var second = await SignedInAsync(person);

        var kept = await first.AskAsync(HttpMethod.Put, Api + "/checkout", Draft(), 200);
        Assert.Equal("confirm", kept.GetProperty("draft").Text("step"));

        var draft = (await second.LookAsync(Api + "/checkout")).GetProperty("draft");
        Assert.Equal("1000001", draft.GetProperty("recipient").Text("postalCode"));
        Assert.Equal("玄関前", draft.GetProperty("details").Text("remarks"));
        Assert.Equal("konbini", draft.Text("method"));
    }

    [Fact]
    public async Task Every_wrong_field_is_answered_with_its_own_sentence()
    {
        using var shopper = await shop.ShopperAsync("間違う人");
        var draft = Draft();
        draft["recipient"]!["phone"] = "12";
        draft["recipient"]!["prefecture"] = "";
        draft["recipient"]!["kana"] = "yamada";
        draft["details"]!["deliveryDay"] = "2036-11-12";

        var kept = await shopper.AskAsync(HttpMethod.Put, Api + "/checkout", draft, 200);

        Assert.Equal("form", kept.GetProperty("draft").Text("step"));
        Assert.Equal(
            [
                "kana: フリガナは全角カタカナで入力してください。",
                "phone: 電話番号は0から始まる10桁または11桁の数字で入力してください。",
                "prefecture: 都道府県を選択してください。",
                "deliveryDay: この日にはお届けが間に合いません。11月14日以降をお選びください。",
            ],
            kept.GetProperty("wrong").EnumerateArray().Select(field => $"{field.Text("field")}: {field.Text("ja")}"));
    }

    [Fact]
    public async Task The_days_that_may_be_wished_for_are_told()
    {
        using var shopper = await shop.ShopperAsync("日を選ぶ人");

        var days = (await shopper.LookAsync(Api + "/checkout")).GetProperty("days").EnumerateArray().Select(day => day.GetString()).ToArray();

        Assert.Equal(("2036-11-14", "2036-12-11"), (days[0], days[^1]));
    }

    [Fact]
    public async Task A_draft_goes_when_its_order_has_come_to_be_and_the_address_stays()
    {
        using var shopper = await shop.ShopperAsync("払い終えた人");
        await shop.PutAsync("T-draft", 10, new());
        await shopper.AskAsync(HttpMethod.Put, Api + "/checkout", Draft(), 200);
        var placed = await PlaceAsync(shopper, "T-draft");
        Assert.NotEqual(JsonValueKind.Null, (await shopper.LookAsync(Api + "/checkout")).GetProperty("draft").ValueKind);

        await PayAsync(shopper, placed);

        Assert.Equal(JsonValueKind.Null, (await shopper.LookAsync(Api + "/checkout")).GetProperty("draft").ValueKind);
        var book = (await shopper.LookAsync(Api + "/addresses")).GetProperty("addresses");
        Assert.Equal("山田 花子", Assert.Single(book.EnumerateArray()).GetProperty("person").Text("name"));
    }

    [Fact]
    public async Task An_address_is_kept_once_preferred_and_forgotten()
    {
        var person = await shop.PersonAsync("住所録の人");
        using var shopper = await SignedInAsync(person);
        var customer = shop.Grains.GetGrain<ICustomerGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId));
        await customer.Remember(Rules.KagetsudoShop.Hanako);
        await customer.Remember(Rules.KagetsudoShop.Hanako with { Name = "山田 太郎" });
        await customer.Remember(Rules.KagetsudoShop.Hanako);

        var book = (await shopper.LookAsync(Api + "/addresses")).GetProperty("addresses");
        Assert.Equal(["山田 花子", "山田 太郎"], book.EnumerateArray().Select(address => address.GetProperty("person").Text("name")));
        var taro = book[1].Text("addressId");

        Assert.Equal(taro, (await shopper.AskAsync(HttpMethod.Put, $"{Api}/addresses/{taro}/preferred", null, 200)).Text("preferred"));
        await shopper.AskAsync(HttpMethod.Delete, $"{Api}/addresses/{taro}", null, 200);
        var left = await shopper.AskAsync(HttpMethod.Delete, $"{Api}/addresses/{taro}", null, 200);
        Assert.Equal(1, left.GetProperty("addresses").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, left.GetProperty("preferred").ValueKind);
        Assert.Equal("bad-request", (await shopper.AskAsync(HttpMethod.Put, $"{Api}/addresses/{taro}/preferred", null, 400)).Code());
    }

    [Fact]
    public async Task Buying_again_adds_what_is_to_be_had_and_names_what_is_not()
    {
        using var shopper = await shop.ShopperAsync("リピートの人");
        foreach (var sku in (string[])["T-again", "T-unlisted", "T-capped"]) await shop.PutAsync(sku, 10, new());
        var order = await OrderAsync(shopper, "T-again", "T-unlisted", "T-capped");

        // Since then: another price, nothing listed, at most one.
        await ChangeAsync("T-again", product => product with { Price = new(1_234) });
        await ChangeAsync("T-unlisted", product => product with { Listed = false });
        await ChangeAsync("T-capped", product => product with { Terms = new() { PerOrder = 1 } });
        var (first, second) = (
            await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{order}/again", null, 200, "again-1"),
            await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{order}/again", null, 200, "again-1"));

        Assert.Equal("T-again", Assert.Single(first.GetProperty("added").EnumerateArray()).Text("sku"));
        Assert.Equal(
            [("T-capped", "over-order-cap"), ("T-unlisted", "not-listed")],
            first.GetProperty("skipped").EnumerateArray().Select(line => (line.Text("sku"), line.GetProperty("why").Code())).Order());
        var line = Assert.Single(second.GetProperty("cart").GetProperty("lines").EnumerateArray());
        Assert.Equal((2, 1_234), (line.GetProperty("quantity").GetInt32(), line.GetProperty("unitPrice").GetInt32()));
    }

    [Fact]
    public async Task Somebody_elses_order_cannot_be_bought_again()
    {
        using var shopper = await shop.ShopperAsync("本人");
        using var stranger = await shop.ShopperAsync("別人");
        await shop.PutAsync("T-again-2", 10, new());
        var order = await OrderAsync(shopper, "T-again-2");

        Assert.Equal("unknown-order", (await stranger.AskAsync(HttpMethod.Post, $"{Api}/orders/{order}/again", null, 404, "again-2")).Code());
        Assert.Equal("idempotency-key-missing", (await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{order}/again", null, 400)).Code());
    }

    /// <summary>An order of two of each; it is called off again, so that the cart is the shopper's and empty.</summary>
    private static async Task<string> OrderAsync(HttpClient shopper, params string[] skus)
    {
        JsonElement cart = default;
        foreach (var sku in skus) cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity = 2 }, 200, "add-" + sku);
        var placed = await shopper.AskAsync(
            HttpMethod.Post, Api + "/orders",
            new
            {
                checkoutKey = cart.Text("checkoutKey"),
                expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
                recipient = Draft()["recipient"],
            },
            201);
        var order = placed.GetProperty("order").Text("orderId");
        await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{order}/cancel", null, 200);
        foreach (var sku in skus) await shopper.AskAsync(HttpMethod.Put, $"{Api}/cart/items/{sku}", new { quantity = 0 }, 200, "empty-" + sku);
        return order;
    }

    private static async Task<JsonElement> PlaceAsync(HttpClient shopper, string sku)
    {
        var cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity = 1 }, 200, "add-" + sku);
        return await shopper.AskAsync(
            HttpMethod.Post, Api + "/orders",
            new
            {
                checkoutKey = cart.Text("checkoutKey"),
                expectedTotal = cart.GetProperty("quote").GetProperty("total").GetInt64(),
                recipient = Draft()["recipient"],
            },
            201);
    }

    /// <summary>What stripe.js does in the shopper's browser, and the page after it.</summary>
    private async Task PayAsync(HttpClient shopper, JsonElement placed)
    {
        var payment = placed.GetProperty("payment");
        var secret = payment.Text("clientSecret");
        using var stripe = shop.Anyone();
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", payment.Text("publishableKey"));
        using var form = new FormUrlEncodedContent([new("client_secret", secret), new("payment_method", "pm_card_visa")]);
        using var answer = await stripe.PostAsync(
            $"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", form);
        var settled = await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{placed.GetProperty("order").Text("orderId")}/settle", null, 200);
        Assert.Equal("paid", settled.Text("status"));
    }

    private async Task ChangeAsync(string sku, Func<Product, Product> change)
    {
        var catalog = shop.Grains.GetGrain<ICatalogGrain>(RunningShop.Kagetsudo);
        var product = Assert.Single(await catalog.Find([sku]));
        Assert.Null((await catalog.PutProduct(new(change(product), null, new("test", "")))).Refused);
    }

    private async Task<HttpClient> SignedInAsync(Person person)
    {
        var client = shop.Anyone();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await person.IdTokenAsync());
        return client;
    }

    private static JsonObject Draft() => JsonNode.Parse("""
        {"step":"confirm","method":"konbini",
         "recipient":{"name":"山田 花子","kana":"","phone":"09012345678","postalCode":"100-0001","prefecture":"東京都","city":"千代田区","street":"千代田1-1"},
         "details":{"remarks":"玄関前","deliveryDay":"2036-11-14","slotId":"18-20"}}
        """)!.AsObject();
}
