using System.Text.Json;
using Commerce.Stock;
using Commerce.Tests.Http.Running;

namespace Commerce.Tests.Http;

/// <summary>One tap sets units aside; the cart takes them over; and one key has one outcome, whatever the gate knows.</summary>
[Collection(Shared.Name)]
public sealed class HoldTests(RunningShop shop)
{
    private static readonly SaleTerms Flash = new() { HoldInCart = true, PerPerson = 1 };

    [Fact]
    public async Task The_same_tap_meets_the_same_hold()
    {
        using var shopper = await shop.ShopperAsync("確保する人");
        await shop.PutAsync("H-one", 5, Flash);

        var hold = await HoldAsync(shopper, "H-one", "tap-1", 200);
        var again = await HoldAsync(shopper, "H-one", "tap-1", 200);

        Assert.Equal(hold.ToString(), again.ToString());
        Assert.Equal(RunningShop.NoonInTokyo.AddMinutes(5), hold.GetProperty("heldUntil").GetDateTimeOffset());
        Assert.Equal(4, (await shop.StockAsync("H-one")).Free);
    }

    [Fact]
    public async Task The_same_key_with_another_number_is_refused()
    {
        using var shopper = await shop.ShopperAsync("数を変える人");
        await shop.PutAsync("H-key", 5, new() { HoldInCart = true });
        await HoldAsync(shopper, "H-key", "tap-1", 200);

        Assert.Equal("key-reused", (await HoldAsync(shopper, "H-key", "tap-1", 422, quantity: 2)).Code());
    }

    [Fact]
    public async Task The_cart_takes_it_over_and_no_second_unit_is_asked_for()
    {
        using var shopper = await shop.ShopperAsync("カートへ");
        await shop.PutAsync("H-cart", 5, Flash);
        var hold = await HoldAsync(shopper, "H-cart", "tap-1", 200);

        var cart = await AddAsync(shopper, "H-cart", hold.Text("holdId"), "add-1", 200);
        await AddAsync(shopper, "H-cart", hold.Text("holdId"), "add-1", 200);

        var line = Assert.Single(cart.GetProperty("lines").EnumerateArray());
        Assert.Equal(hold.GetProperty("heldUntil").GetDateTimeOffset(), line.GetProperty("heldUntil").GetDateTimeOffset());
        Assert.Equal(1, (await shop.StockAsync("H-cart")).Held);
    }

    [Fact]
    public async Task Nobody_takes_over_or_gives_back_what_is_anothers()
    {
        using var hanako = await shop.ShopperAsync("花子");
        using var taro = await shop.ShopperAsync("太郎");
        await shop.PutAsync("H-own", 5, Flash);
        var hold = (await HoldAsync(hanako, "H-own", "tap-1", 200)).Text("holdId");

        Assert.Equal("nothing-held", (await AddAsync(taro, "H-own", hold, "add-1", 409)).Code());
        Assert.Equal("nothing-held", (await GiveBackAsync(taro, "H-own", hold, 409)).Code());
        Assert.Equal(1, (await shop.StockAsync("H-own")).Held);
    }

    [Fact]
    public async Task What_is_given_back_is_free_at_once_and_once()
    {
        using var shopper = await shop.ShopperAsync("返す人");
        await shop.PutAsync("H-back", 1, Flash);
        var hold = (await HoldAsync(shopper, "H-back", "tap-1", 200)).Text("holdId");

        Assert.Equal(1, (await GiveBackAsync(shopper, "H-back", hold, 200)).GetProperty("units").GetInt32());
        Assert.Equal(0, (await GiveBackAsync(shopper, "H-back", hold, 200)).GetProperty("units").GetInt32());
        Assert.Equal(1, (await shop.StockAsync("H-back")).Free);
    }

    [Fact]
    public async Task Sold_out_is_told_with_the_instant_it_was_true_and_holders_still_get_their_own_answer()
    {
        using var first = await shop.ShopperAsync("最後の一人");
        using var late = await shop.ShopperAsync("間に合わない人");
        await shop.PutAsync("H-gone", 1, Flash);
        var hold = await HoldAsync(first, "H-gone", "tap-1", 200);

        var problem = await HoldAsync(late, "H-gone", "tap-1", 409);
        var again = await HoldAsync(first, "H-gone", "tap-1", 200);

        Assert.Equal("sold-out", problem.Code());
        Assert.Equal(RunningShop.NoonInTokyo, problem.GetProperty("asOf").GetDateTimeOffset());
        Assert.Equal(hold.ToString(), again.ToString());
    }

    [Fact]
    public async Task A_refused_key_stays_refused_although_a_unit_has_come_free()
    {
        using var first = await shop.ShopperAsync("手放す人");
        using var late = await shop.ShopperAsync("同じ鍵の人");
        await shop.PutAsync("H-free", 1, Flash);
        var hold = (await HoldAsync(first, "H-free", "tap-1", 200)).Text("holdId");
        await HoldAsync(late, "H-free", "tap-1", 409);
        await GiveBackAsync(first, "H-free", hold, 200);

        Assert.Equal("sold-out", (await HoldAsync(late, "H-free", "tap-1", 409)).Code());
        await HoldAsync(late, "H-free", "tap-2", 200);
    }

    [Fact]
    public async Task The_persons_cap_says_how_much_they_have()
    {
        using var shopper = await shop.ShopperAsync("ふたつ目");
        await shop.PutAsync("H-cap", 5, Flash);
        await HoldAsync(shopper, "H-cap", "tap-1", 200);

        var problem = await HoldAsync(shopper, "H-cap", "tap-2", 409);

        Assert.Equal("over-person-cap", problem.Code());
        Assert.Equal(1, problem.GetProperty("taken").GetInt32());
        Assert.StartsWith("お一人様1点まで（購入済み・確保中1点）", problem.Text("ja"), StringComparison.Ordinal);
        Assert.False(problem.TryGetProperty("asOf", out _));
    }

    [Fact]
    public async Task Before_the_opening_the_gate_answers_and_the_members_of_a_segment_pass()
    {
        var opens = RunningShop.NoonInTokyo.AddMinutes(5);
        await shop.PutAsync("H-early", 5, Flash with { Opens = opens, Early = new("vip", 10) });
        using var guest = await shop.ShopperAsync("一般");
        var person = await shop.PersonAsync("会員");
        using var member = shop.Anyone();
        member.DefaultRequestHeaders.Authorization = new("Bearer", await person.IdTokenAsync());
        await shop.Grains.GetGrain<Customers.ICustomerGrain>(Keys.Of(RunningShop.Kagetsudo, person.UserId)).Segment(new("vip", Member: true));

        var problem = await HoldAsync(guest, "H-early", "tap-1", 409);
        await HoldAsync(member, "H-early", "tap-1", 200);

        Assert.Equal("not-on-sale-yet", problem.Code());
        Assert.Equal(opens, problem.GetProperty("at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("NOPE")]
    [InlineData("A1")]
    [InlineData("group%2Fshoes")]
    public async Task What_the_shop_does_not_sell_cannot_be_held(string sku)
    {
        using var shopper = await shop.ShopperAsync("ない物ねだり");

        Assert.Equal("unknown-product", (await HoldAsync(shopper, sku, "tap-1", 404)).Code());
        Assert.Equal("unknown-product", (await GiveBackAsync(shopper, sku, "h.1.2", 404)).Code());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Nothing_is_no_quantity(int quantity)
    {
        using var shopper = await shop.ShopperAsync("ゼロ");

        Assert.Equal("bad-quantity", (await HoldAsync(shopper, "P2", "tap-1", 400, quantity)).Code());
    }

    [Fact]
    public async Task Only_shoppers_hold()
    {
        using var anyone = shop.Anyone();

        Assert.Equal("sign-in-needed", (await HoldAsync(anyone, "P2", "tap-1", 401)).Code());
    }

    private static Task<JsonElement> HoldAsync(HttpClient shopper, string sku, string key, int expected, int quantity = 1) =>
        shopper.AskAsync(HttpMethod.Post, $"/api/shops/kagetsudo/stock/{sku}/holds", new { quantity }, expected, key);

    private static Task<JsonElement> GiveBackAsync(HttpClient shopper, string sku, string hold, int expected) =>
        shopper.AskAsync(HttpMethod.Delete, $"/api/shops/kagetsudo/stock/{sku}/holds/{hold}", null, expected);

    private static Task<JsonElement> AddAsync(HttpClient shopper, string sku, string holdId, string key, int expected) =>
        shopper.AskAsync(HttpMethod.Post, "/api/shops/kagetsudo/cart/items", new { sku, quantity = 1, holdId }, expected, key);
}
