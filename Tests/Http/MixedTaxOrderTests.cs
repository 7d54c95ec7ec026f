using System.Text.Json;
using Commerce.Orders;
using Commerce.Shops;
using Commerce.Silo.ReadModel;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>
/// Flow 2 through HTTP: a cart of two tax rates with wrapping and coupon, each number as the flow states it, to an order that is paid once;
/// and whatever a forged request says of prices.
/// </summary>
public sealed class MixedTaxOrderTests(MixedTaxOrderTests.ProShop shop) : IClassFixture<MixedTaxOrderTests.ProShop>
{
    private const string Api = "/api/shops/kagetsudo";

    private static readonly Dictionary<string, string> Recipient = new()
    {
        ["name"] = "山田 花子",
        ["phone"] = "03-1234-5678",
        ["postalCode"] = "100-0001",
        ["prefecture"] = "東京都",
        ["city"] = "千代田区",
        ["street"] = "千代田1-1",
    };

    private static readonly object Wrapped = new { wrapping = "ribbon", prefecture = "東京都", postalCode = "100-0001" };
    private static readonly object WithCoupon = new { wrapping = "ribbon", coupon = "aki500", prefecture = "東京都", postalCode = "100-0001" };

    [Fact]
    public async Task Mixed_rates_wrapping_and_a_coupon_cost_what_the_flow_says()
    {
        using var shopper = await shop.ShopperAsync("花子");
        var first = await FilledAsync(shopper);

        Assert.Equal((6_240L, 660L, 3_760L), (Quoted(first, "goods"), Quoted(first, "shipping"), Quoted(first, "toFreeShipping")));
        Assert.Equal([2, 3], first.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("quantity").GetInt32()));

        var wrapped = await ChooseAsync(shopper, Wrapped, "wrap");
        Assert.Equal((330L, 7_230L), (Quoted(wrapped, "wrapping"), Quoted(wrapped, "total")));
        Assert.Equal([(10, 3_990L, 362L), (8, 3_240L, 240L)], Taxes(wrapped));

        await AddAsync(shopper, "P3", 2);
        var discounted = await ChooseAsync(shopper, WithCoupon, "coupon");
        Assert.Equal((0L, 500L, 10_870L), (Quoted(discounted, "shipping"), Quoted(discounted, "discount"), Quoted(discounted, "total")));
        Assert.Equal([(10, 7_777L, 707L), (8, 3_093L, 229L)], Taxes(discounted));
        Assert.Equal(JsonValueKind.Null, discounted.GetProperty("quote").GetProperty("toFreeShipping").ValueKind);
        Assert.NotEqual(wrapped.Text("checkoutKey"), discounted.Text("checkoutKey"));
    }

    [Fact]
    public async Task Five_taps_with_a_lost_answer_are_one_order_one_charge_and_the_fee_of_the_plan()
    {
        using var shopper = await shop.ShopperAsync("五回押す花子");
        var cart = await ReadyAsync(shopper);
        await shopper.AskAsync(HttpMethod.Post, "/sim/stripe/_sim/faults", new { endpoint = "payment_intents.create", kind = "error-after", times = 1 }, 200);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PlaceAsync(shopper, cart, 10_870, 201)));
        var placed = await PlaceAsync(shopper, cart, 10_870, 201);
        await PayAsync(placed.GetProperty("payment"));
        var id = placed.GetProperty("order").Text("orderId");
        var order = await shopper.AskAsync(HttpMethod.Post, $"{Api}/orders/{id}/settle", null, 200);

        Assert.Equal(("paid", 10_870L), (order.Text("status"), order.GetProperty("payment").GetProperty("captured").GetInt64()));
        Assert.Equal([(10, 7_777L, 707L), (8, 3_093L, 229L)], Taxes(order));
        var counters = await shopper.LookAsync("/sim/stripe/_sim/counters");
        Assert.Equal(1, counters.GetProperty("chargesByOrder").GetProperty(id).GetInt32());
        Assert.Empty(counters.GetProperty("ordersChargedTwice").EnumerateArray());
        var stored = (await shop.Grains.GetGrain<IOrderGrain>(Keys.Of(RunningShop.Kagetsudo, id)).Look())!;
        Assert.Equal(new Yen(597), stored.Fee!.Charged);
        Assert.NotNull(stored.Quote.Input);
    }

    [Theory]
    [InlineData("POST", "/cart/items", """{"sku":"P1","quantity":1,"price":1}""")]
    [InlineData("POST", "/cart/items", """{"sku":"P1","quantity":1,"unitPrice":1}""")]
    [InlineData("PUT", "/cart/choices", """{"wrapping":"ribbon","fee":0}""")]
    [InlineData("PUT", "/cart/choices", """{"coupon":"AKI500","discount":5000}""")]
    [InlineData("PUT", "/cart/choices", """{"shipping":0}""")]
    [InlineData("PUT", "/cart/choices", """{"points":"100"}""")]
    [InlineData("POST", "/cart/items", """{"sku":"P4","quantity":1,"opens":"2020-01-01T00:00:00Z"}""")]
    public async Task A_price_or_window_in_a_request_is_refused(string method, string path, string body)
    {
        using var shopper = await shop.ShopperAsync("値切る人");

        Assert.Equal("bad-request", (await shopper.AskRawAsync(new(method), Api + path, Asking.Json(body), 400, "forged")).Code());
    }

    [Fact]
    public async Task A_total_of_the_shoppers_own_is_refused_and_nothing_is_charged()
    {
        using var shopper = await shop.ShopperAsync("総額を書く人");
        var cart = await ReadyAsync(shopper);

        Assert.Equal("cart-changed", (await PlaceAsync(shopper, cart, 10_869, 409)).Code());
        Assert.Equal("cart-changed", (await PlaceAsync(shopper, cart, 1, 409)).Code());
    }

    [Theory]
    [InlineData("""{"coupon":"NOPE"}""", 404, "unknown-coupon")]
    [InlineData("""{"wrapping":"gold"}""", 404, "unknown-wrapping")]
    [InlineData("""{"points":1}""", 409, "not-enough-points")]
    [InlineData("""{"points":-1}""", 400, "bad-request")]
    [InlineData("""{"prefecture":"Tokyo"}""", 400, "bad-request")]
    [InlineData("""{"postalCode":"12"}""", 400, "bad-request")]
    public async Task A_choice_that_does_not_hold_is_named(string body, int status, string code)
    {
        using var shopper = await shop.ShopperAsync("選ぶ人");

        Assert.Equal(code, (await shopper.AskRawAsync(HttpMethod.Put, Api + "/cart/choices", Asking.Json(body), status, "choose")).Code());
    }

    [Fact]
    public async Task A_coupon_is_once_per_person_and_comes_back_when_the_order_is_called_off()
    {
        using var shopper = await shop.ShopperAsync("一度きりの人");
        var placed = await PlaceAsync(shopper, await ReadyAsync(shopper), 10_870, 201);
        await PayAsync(placed.GetProperty("payment"));
        var order = $"{Api}/orders/{placed.GetProperty("order").Text("orderId")}";
        await shopper.AskAsync(HttpMethod.Post, order + "/settle", null, 200);

        await AddAsync(shopper, "P2", 5, "again");
        var used = await shopper.AskAsync(HttpMethod.Put, Api + "/cart/choices", new { coupon = "AKI500" }, 409, "again");
        Assert.Equal("coupon-over-person-cap", used.Code());

        await shopper.AskAsync(HttpMethod.Post, order + "/cancel", null, 200);
        Assert.Equal(500, Quoted(await shopper.AskAsync(HttpMethod.Put, Api + "/cart/choices", new { coupon = "AKI500" }, 200, "back"), "discount"));
    }

    private static async Task<JsonElement> ReadyAsync(HttpClient shopper)
    {
        await FilledAsync(shopper);
        await AddAsync(shopper, "P3", 2);
        return await ChooseAsync(shopper, WithCoupon, "coupon");
    }

    /// <summary>Two shirts and three boxes of cookies; each button is tapped twice.</summary>
    private static async Task<JsonElement> FilledAsync(HttpClient shopper)
    {
        await AddAsync(shopper, "P1", 2);
        await AddAsync(shopper, "P1", 2);
        await AddAsync(shopper, "P2", 3);
        return await AddAsync(shopper, "P2", 3);
    }

    private static Task<JsonElement> AddAsync(HttpClient shopper, string sku, int quantity, string key = "tap") =>
        shopper.AskAsync(HttpMethod.Post, Api + "/cart/items", new { sku, quantity }, 200, $"{key}-{sku}");

    private static Task<JsonElement> ChooseAsync(HttpClient shopper, object choices, string key) =>
        shopper.AskAsync(HttpMethod.Put, Api + "/cart/choices", choices, 200, key);

    private static Task<JsonElement> PlaceAsync(HttpClient shopper, JsonElement cart, long total, int expected) => shopper.AskAsync(
        HttpMethod.Post, Api + "/orders", new { checkoutKey = cart.Text("checkoutKey"), expectedTotal = total, recipient = Recipient }, expected);

    private static long Quoted(JsonElement cart, string what) => cart.GetProperty("quote").GetProperty(what).GetInt64();

    private static IEnumerable<(int Rate, long Taxable, long Tax)> Taxes(JsonElement cart) => cart.GetProperty("quote").GetProperty("taxes")
        .EnumerateArray().Select(part => (part.GetProperty("ratePercent").GetInt32(), part.GetProperty("taxable").GetInt64(), part.GetProperty("tax").GetInt64()));

    private async Task PayAsync(JsonElement payment)
    {
        var secret = payment.Text("clientSecret");
        using var stripe = shop.Anyone();
        stripe.DefaultRequestHeaders.Authorization = new("Bearer", payment.Text("publishableKey"));
        using var form = new FormUrlEncodedContent([new("client_secret", secret), new("payment_method", "pm_card_visa")]);
        using var answer = await stripe.PostAsync($"/sim/stripe/v1/payment_intents/{secret[..secret.IndexOf("_secret", StringComparison.Ordinal)]}/confirm", form);
    }

    /// <summary>花月堂 on the plan Pro, with a ribbon at 330 yen and a coupon of 500 that its staff have made by the API.</summary>
    public sealed class ProShop : RunningShop, IAsyncLifetime
    {
        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            var settings = Grains.GetGrain<IShopGrain>(Kagetsudo);
            var view = (await settings.Look())!;
            var pro = view.Settings with { Wrapping = new() { Options = [new("ribbon", "リボン包装", new(330))] }, Points = new(1) };
            Assert.Null((await settings.Put(new(pro, view.Version))).Refused);
            Assert.Null((await settings.ChangePlan(new("pro", CartPlan.Pro, new("operator:test", "flow 2")))).Refused);
            using var manager = await this.StaffAsync("coupons@pro.example", StaffRole.Manager);
            await manager.AskAsync(HttpMethod.Put, Api + "/staff/coupons/AKI500", new
            {
                expectedVersion = 0,
                terms = new { name = "秋の500円引き", kind = "amount", value = 500, minimum = 5_000, perPersonLimit = 1 },
                why = "秋の感謝祭",
            }, 200);
        }
    }
}
