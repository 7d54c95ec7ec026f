using System.Text.Json;
using Commerce.Orders;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>From the cart to an order that is paid, and what an order is to anybody else.</summary>
[Collection(Shared.Name)]
public sealed class OrderTests(RunningShop shop)
{
    private const string Api = "/api/shops/kagetsudo";

    private static readonly Dictionary<string, string> Recipient = new()
    {
        ["name"] = "花月 花子",
        ["phone"] = "03-1234-5678",
        ["postalCode"] = "100-0001",
        ["prefecture"] = "東京都",
        ["city"] = "千代田区",
        ["street"] = "千代田1-1",
    };

    [Fact]
    public async Task Any_number_of_taps_is_one_order()
    {
        using var shopper = await shop.ShopperAsync("十回押す人");
        var checkout = await CheckoutAsync(shopper, "P1", 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PlaceAsync(shopper, checkout, 201)));

        Assert.Single(answers.Select(answer => answer.GetProperty("order").Text("orderId")).Distinct());
        Assert.All(answers, answer => Assert.NotEmpty(answer.GetProperty("payment").Text("clientSecret")));
        Assert.Equal(2_160, answers[0].GetProperty("order").GetProperty("quote").GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task An_order_is_paid_when_the_provider_says_so()
    {
        using var shopper = await shop.ShopperAsync("払う人");
        var placed = await PlaceAsync(shopper, await CheckoutAsync(shopper, "P1", 1), 201);
        var order = Api + "/orders/" + placed.GetProperty("order").Text("orderId");

        var before = await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200);
        Assert.Equal("awaitingPayment", before.Text("status"));
        await PayAsync(placed.GetProperty("payment"), "pm_card_visa");
        var after = await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200);
        var again = await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200);

        Assert.Equal("paid", after.Text("status"));
        Assert.Equal(2_160, again.GetProperty("payment").GetProperty("captured").GetInt64());
        Assert.Equal(0, (await shopper.LookAsync(Api + "/cart")).GetProperty("lines").GetArrayLength());
    }

    [Fact]
    public async Task A_declined_card_can_be_followed_by_another()
    {
        using var shopper = await shop.ShopperAsync("二枚目の人");
        var placed = await PlaceAsync(shopper, await CheckoutAsync(shopper, "P1", 1), 201);
        var order = Api + "/orders/" + placed.GetProperty("order").Text("orderId");

        await PayAsync(placed.GetProperty("payment"), "pm_card_visa_chargeDeclined");
        var declined = await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200);
        Assert.Equal("awaitingPayment", declined.Text("status"));
        await PayAsync(placed.GetProperty("payment"), "pm_card_visa");

        Assert.Equal("paid", (await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200)).Text("status"));
    }

    [Fact]
    public async Task A_total_that_the_shopper_did_not_see_is_refused()
    {
        using var shopper = await shop.ShopperAsync("一円の人");
        var checkout = await CheckoutAsync(shopper, "P1", 1);

        Assert.Equal("cart-changed", (await PlaceAsync(shopper, checkout with { Total = 1 }, 409)).Code());
        Assert.Equal("cart-changed", (await PlaceAsync(shopper, checkout with { Key = "another-key" }, 409)).Code());
        Assert.Null(await OrderOf(await shop.PersonAsync("一円の人"), checkout.Key).Look());
    }

    [Fact]
    public async Task An_empty_cart_is_no_order()
    {
        using var shopper = await shop.ShopperAsync("空の人");

        Assert.Equal("cart-empty", (await PlaceAsync(shopper, new("some-key", 0), 409)).Code());
    }

    [Theory]
    [InlineData("""{"checkoutKey":"k","expectedTotal":"1","recipient":{}}""")]
    [InlineData("""{"checkoutKey":"a/b","expectedTotal":1,"recipient":{"name":"a","phone":"1","postalCode":"1","prefecture":"a","city":"a","street":"a"}}""")]
    [InlineData("""{"checkoutKey":"k","expectedTotal":1}""")]
    [InlineData("""{"checkoutKey":"k","expectedTotal":1,"recipient":null}""")]
    [InlineData("""{"checkoutKey":"k","expectedTotal":99999999999999999999,"recipient":{}}""")]
    public async Task An_order_that_is_not_filled_in_is_refused(string body)
    {
        using var shopper = await shop.ShopperAsync("書きかけの人");

        Assert.Equal("bad-request", (await shopper.AskRawAsync(HttpMethod.Post, Api + "/orders", Asking.Json(body), 400)).Code());
    }

    [Fact]
    public async Task Somebody_elses_order_is_not_there()
    {
        using var shopper = await shop.ShopperAsync("持ち主");
        using var stranger = await shop.ShopperAsync("他人");
        var placed = await PlaceAsync(shopper, await CheckoutAsync(shopper, "P1", 1), 201);
        var order = Api + "/orders/" + placed.GetProperty("order").Text("orderId");

        Assert.Equal("unknown-order", (await stranger.LookAsync(order, 404)).Code());
        Assert.Equal("unknown-order", (await stranger.AskAsync(HttpMethod.Post, order + "/settle", null, 404)).Code());
        Assert.Equal("unknown-order", (await stranger.AskAsync(HttpMethod.Post, order + "/cancel", null, 404)).Code());
        Assert.Equal("unknown-order", (await shopper.LookAsync(Api + "/orders/a%2Fb", 404)).Code());
        Assert.Equal("awaitingPayment", (await shopper.LookAsync(order)).Text("status"));
    }

    [Fact]
    public async Task An_order_is_called_off_once()
    {
        using var shopper = await shop.ShopperAsync("やめる人");
        await shop.PutAsync("T-cancel", 5, new());
        var placed = await PlaceAsync(shopper, await CheckoutAsync(shopper, "T-cancel", 2), 201);
        var order = Api + "/orders/" + placed.GetProperty("order").Text("orderId");

        Assert.Equal("cancelled", (await shopper.AskAsync(HttpMethod.Post, order + "/cancel", null, 200)).Text("status"));
        Assert.Equal("cancelled", (await shopper.AskAsync(HttpMethod.Post, order + "/cancel", null, 200)).Text("status"));
        Assert.Equal(5, (await shop.StockAsync("T-cancel")).Free);
    }

    [Fact]
    public async Task The_history_is_the_shoppers_own()
    {
        using var shopper = await shop.ShopperAsync("履歴の人");
        using var stranger = await shop.ShopperAsync("履歴のない人");
        await PlaceAsync(shopper, await CheckoutAsync(shopper, "P1", 1), 201);

        Assert.Equal(0, (await stranger.LookAsync(Api + "/orders")).GetProperty("orders").GetArrayLength());
    }

    private IOrderGrain OrderOf(Person person, string checkoutKey) =>
        shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, OrderIds.Of(RunningShop.Kagetsudo, person.UserId, checkoutKey)));

    private static async Task<Checkout> CheckoutAsync(HttpClient shopper, string sku, int quantity)
    {
        var cart = await shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity }, 200, "add-" + sku);
        return new(cart.Text("checkoutKey"), cart.GetProperty("quote").GetProperty("total").GetInt64());
    }

    private static Task<JsonElement> PlaceAsync(HttpClient shopper, Checkout checkout, int expected) =>
        shopper.AskAsync(
            HttpMethod.Post, Api + "/orders", new { checkoutKey = checkout.Key, expectedTotal = checkout.Total, recipient = Recipient }, expected);

    /// <summary>What stripe.js does in the shopper's browser; the card may be declined.</summary>
    private async Task PayAsync(JsonElement payment, string card)
    {
        var secret = payment.Text("clientSecret");
        using var stripe = shop.Anyone();
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", payment.Text("publishableKey"));
        using var form = new FormUrlEncodedContent([new("client_secret", secret), new("payment_method", card)]);
        using var answer = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", form);
    }

    private sealed record Checkout(string Key, long Total);
}
