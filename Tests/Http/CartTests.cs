using System.Text.Json;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>A cart takes SKUs and quantities and nothing else; whatever is refused changes nothing.</summary>
[Collection(Shared.Name)]
public sealed class CartTests(RunningShop shop)
{
    private const string Cart = "/api/shops/kagetsudo/cart", Items = Cart + "/items";

    [Fact]
    public async Task The_same_key_adds_once()
    {
        using var shopper = await shop.ShopperAsync("同じ鍵");

        await AddAsync(shopper, new { sku = "P2", quantity = 2 }, 200, "add-1");
        var cart = await AddAsync(shopper, new { sku = "P2", quantity = 2 }, 200, "add-1");

        var line = Assert.Single(cart.GetProperty("lines").EnumerateArray());
        Assert.Equal(2, line.GetProperty("quantity").GetInt32());
        Assert.Equal(2_160, cart.GetProperty("quote").GetProperty("goods").GetInt64());
    }

    [Fact]
    public async Task The_same_key_with_something_else_is_refused()
    {
        using var shopper = await shop.ShopperAsync("別の中身");

        await AddAsync(shopper, new { sku = "P2", quantity = 2 }, 200, "add-1");

        Assert.Equal("key-reused", (await AddAsync(shopper, new { sku = "P2", quantity = 3 }, 422, "add-1")).Code());
        Assert.Equal(2, await UnitsAsync(shopper));
    }

    [Fact]
    public async Task A_quantity_is_set_and_zero_takes_it_out()
    {
        using var shopper = await shop.ShopperAsync("数量");
        await AddAsync(shopper, new { sku = "P2", quantity = 2 }, 200, "add-1");

        await shopper.AskAsync(HttpMethod.Put, Items + "/P2", new { quantity = 5 }, 200, "set-1");
        Assert.Equal(5, await UnitsAsync(shopper));

        await shopper.AskAsync(HttpMethod.Put, Items + "/P2", new { quantity = 0 }, 200, "set-2");
        Assert.Equal(0, await UnitsAsync(shopper));
    }

    [Theory]
    [InlineData("""{"sku":"P2","quantity":0}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":-1}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":2147483648}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":1.5}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":"2"}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":null}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2","quantity":1e400}""", 400, "bad-quantity")]
    [InlineData("""{"sku":"P2"}""", 400, "bad-request")]
    [InlineData("""{"sku":"P2","quantity":1,"price":1}""", 400, "bad-request")]
    [InlineData("""{"sku":"P2","quantity":1,"customerId":"U1"}""", 400, "bad-request")]
    [InlineData("""{"sku":"P2","quantity":1,"quantity":2}""", 400, "bad-quantity")]
    [InlineData("""{"sku":7,"quantity":1}""", 400, "bad-request")]
    [InlineData("""{"sku":null,"quantity":1}""", 400, "bad-request")]
    [InlineData("""{"sku":"NOPE","quantity":1}""", 404, "unknown-product")]
    [InlineData("""{"sku":"A1","quantity":1}""", 404, "unknown-product")]
    [InlineData("""{"sku":"kagetsudo/P2","quantity":1}""", 404, "unknown-product")]
    [InlineData("""{"sku":"","quantity":1}""", 404, "unknown-product")]
    [InlineData("""{"sku":"P5","quantity":1}""", 409, "not-on-sale-yet")]
    [InlineData("""{"sku":"P4","quantity":2}""", 409, "over-order-cap")]
    [InlineData("{", 400, "invalid-json")]
    [InlineData("", 400, "invalid-json")]
    [InlineData("<xml/>", 400, "invalid-json")]
    [InlineData("null", 400, "bad-request")]
    [InlineData("[]", 400, "bad-request")]
    public async Task What_cannot_be_is_refused_by_name_and_changes_nothing(string body, int status, string code)
    {
        using var shopper = await shop.ShopperAsync("変えない");

        var problem = await shopper.AskRawAsync(HttpMethod.Post, Items, Asking.Json(body), status, "add-1");

        Assert.Equal(code, problem.Code());
        Assert.Equal(0, await UnitsAsync(shopper));
    }

    [Fact]
    public async Task A_field_that_nobody_knows_is_named()
    {
        using var shopper = await shop.ShopperAsync("値切る人");

        var problem = await shopper.AskRawAsync(HttpMethod.Post, Items, Asking.Json("""{"sku":"P2","quantity":1,"price":1}"""), 400, "add-1");

        Assert.Equal("price", problem.Text("subject"));
    }

    [Theory]
    [InlineData(64 * 1024 + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not(int bytes)
    {
        using var shopper = await shop.ShopperAsync("大きな荷物");
        var body = "{\"sku\":\"P2\",\"quantity\":1,\"x\":\"" + new string('x', bytes) + "\"}";

        Assert.Equal("body-too-large", (await shopper.AskRawAsync(HttpMethod.Post, Items, Asking.Json(body), 413, "add-1")).Code());
        using var chunked = new StreamContent(new Unmeasured(body)) { Headers = { ContentType = new("application/json") } };
        Assert.Equal("body-too-large", (await shopper.AskRawAsync(HttpMethod.Post, Items, chunked, 413, "add-1")).Code());
        Assert.Equal(0, await UnitsAsync(shopper));
    }

    [Fact]
    public async Task What_is_not_json_is_refused()
    {
        using var shopper = await shop.ShopperAsync("書式違い");
        using var form = new FormUrlEncodedContent([new("sku", "P2"), new("quantity", "1")]);

        Assert.Equal("not-json", (await shopper.AskRawAsync(HttpMethod.Post, Items, form, 415, "add-1")).Code());
        Assert.Equal(0, await UnitsAsync(shopper));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a/b")]
    [InlineData("two words")]
    public async Task A_command_without_a_proper_key_is_refused(string? key)
    {
        using var shopper = await shop.ShopperAsync("鍵なし");

        Assert.Equal("idempotency-key-missing", (await AddAsync(shopper, new { sku = "P2", quantity = 1 }, 400, key)).Code());
        Assert.Equal(0, await UnitsAsync(shopper));
    }

    [Fact]
    public async Task The_persons_cap_is_told_in_both_languages()
    {
        using var shopper = await shop.ShopperAsync("ふたつ欲しい人");
        await shop.PutAsync("T-one", 5, new() { PerPerson = 1, HoldInCart = true });
        await AddAsync(shopper, new { sku = "T-one", quantity = 1 }, 200, "add-1");

        var problem = await AddAsync(shopper, new { sku = "T-one", quantity = 1 }, 409, "add-2");

        Assert.Equal("over-person-cap", problem.Code());
        Assert.StartsWith("お一人様1点まで", problem.Text("ja"), StringComparison.Ordinal);
        Assert.StartsWith("At most 1 per person.", problem.Text("en"), StringComparison.Ordinal);
        Assert.Equal(1, problem.GetProperty("limit").GetInt32());
    }

    private static Task<JsonElement> AddAsync(HttpClient shopper, object body, int expected, string? key) =>
        shopper.AskAsync(HttpMethod.Post, Items, body, expected, key);

    private static async Task<int> UnitsAsync(HttpClient shopper) =>
        (await shopper.LookAsync(Cart)).GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("quantity").GetInt32());

    /// <summary>A body whose length nobody knows before it has been read.</summary>
    private sealed class Unmeasured(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
