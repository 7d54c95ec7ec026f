using Commerce.Carts;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class AddToCartTests
{
    [Fact]
    public void Adding_adds_to_what_is_there()
    {
        var (_, cart) = EmptyCart.Add(Shirt, 2, "tap-1");
        (var refused, cart) = cart.Add(Shirt, 1, "tap-2");

        Assert.Null(refused);
        Assert.Equal([new("P1", 3)], cart.Items.AsEnumerable());
        Assert.Equal("1.2", CartRules.CheckoutKey(cart));
    }

    [Fact]
    public void The_same_tap_sent_twice_adds_once()
    {
        var (first, once) = EmptyCart.Add(Shirt, 2, "tap-1");
        var (second, twice) = once.Add(Shirt, 2, "tap-1", Noon.AddMinutes(1));

        Assert.Equal(first, second);
        Assert.Same(once, twice);
    }

    [Fact]
    public void A_key_that_meant_something_else_is_refused()
    {
        var (_, cart) = EmptyCart.Add(Shirt, 2, "tap-1");

        Assert.Equal(new(Reason.KeyReused, "tap-1"), cart.Add(Shirt, 3, "tap-1").Refused);
        Assert.Equal(new(Reason.KeyReused, "tap-1"), cart.Add(Cookies, 2, "tap-1").Refused);
        Assert.Equal(new(Reason.KeyReused, "tap-1"), cart.Set(Shirt, 2, "tap-1").Refused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Strange_quantities_are_refused(int quantity) => AssertRefused(Reason.BadQuantity, EmptyCart.Add(Shirt, quantity, "tap-1"));

    [Fact]
    public void A_line_never_grows_beyond_999_units() =>
        AssertRefused(Reason.BadQuantity, EmptyCart.Add(Shirt, 999, "tap-1").Cart.Add(Shirt, 1, "tap-2"));

    [Fact]
    public void What_the_shop_does_not_sell_is_refused()
    {
        AssertRefused(Reason.UnknownProduct, EmptyCart.Ask(new("tap-1", CartVerb.Add, "P9", 1), null, Noon));
        AssertRefused(Reason.NotListed, EmptyCart.Add(Shirt with { Listed = false }, 1, "tap-1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_request_without_a_key_is_refused(string? key) => AssertRefused(Reason.BadRequest, EmptyCart.Add(Shirt, 1, key!));

    [Theory]
    [InlineData(-1, Reason.NotOnSaleYet)]
    [InlineData(0, null)]
    [InlineData(1_799, null)]
    [InlineData(1_800, Reason.SaleOver)]
    public void A_sale_window_has_its_first_instant_and_not_its_last(int secondsAfterOpening, Reason? expected) =>
        Assert.Equal(expected, EmptyCart.Add(Sneakers, 1, "tap-1", Noon.AddSeconds(secondsAfterOpening)).Refused?.Reason);

    [Fact]
    public void Who_comes_too_early_is_told_when_to_come_back()
    {
        var (refused, cart) = EmptyCart.Add(Sneakers, 1, "tap-1", Noon.AddMinutes(-5));

        Assert.Equal(new(Reason.NotOnSaleYet, "P4", At: Noon), refused);
        Assert.Null(cart.Add(Sneakers, 1, "tap-1").Refused);
    }

    [Fact]
    public void Caps_are_told_with_their_number()
    {
        var capped = Shirt with { Terms = new() { PerOrder = 2 } };

        Assert.Equal(new(Reason.OverOrderCap, "P1", 2), EmptyCart.Add(capped, 3, "tap-1").Refused);
        Assert.Equal(new(Reason.OverOrderCap, "P1", 2), EmptyCart.Add(capped, 2, "tap-1").Cart.Add(capped, 1, "tap-2").Refused);
        Assert.Equal(new(Reason.OverPersonCap, "P4", 1), EmptyCart.Add(Sneakers, 2, "tap-1").Refused);
    }

    [Fact]
    public void The_51st_line_is_refused_and_the_50th_can_still_grow()
    {
        var cart = Enumerable.Range(1, 50).Aggregate(EmptyCart, (c, n) => c.Add(Of($"S{n}", "品", 100), 1, $"tap-{n}").Cart);

        Assert.Equal(new(Reason.CartFull, Limit: 50), cart.Add(Of("S51", "品", 100), 1, "tap-51").Refused);
        Assert.Null(cart.Add(Of("S50", "品", 100), 1, "tap-52").Refused);
    }

    [Fact]
    public void A_flash_product_is_wished_for_before_its_stock_is_asked()
    {
        var ask = new CartAsk("tap-1", CartVerb.Add, "P4", 1);
        var (refused, cart) = CartRules.Decide(EmptyCart, ask, Sneakers, CartTesting.Hanako, Noon);

        Assert.Null(refused);
        Assert.Equal(new(ask, 1, "c.hanako.1", null, null, []), cart.Wish);
        Assert.Empty(cart.Items);
        Assert.Equal(EpisodeStanding.Over, cart.Standing);
    }

    [Fact]
    public void A_granted_wish_becomes_a_line_that_holds_its_units()
    {
        var (_, cart) = EmptyCart.Add(Sneakers, 1, "tap-1");

        Assert.Equal([new("P4", 1, "c.hanako.1", TenMinutesOn)], cart.Items.AsEnumerable());
        Assert.Null(cart.Wish);
    }

    [Fact]
    public void A_refused_wish_leaves_the_cart_as_it_was_and_answers_the_same_when_sent_again()
    {
        var (first, cart) = EmptyCart.Add(Sneakers, 1, "tap-1", stockSays: new(Reason.SoldOut));
        var (second, _) = cart.Add(Sneakers, 1, "tap-1");

        Assert.Equal(new(Reason.SoldOut, "P4"), first);
        Assert.Equal(first, second);
        Assert.Empty(cart.Items);
        Assert.Equal(CartRules.CheckoutKey(EmptyCart), CartRules.CheckoutKey(cart));
    }

    [Fact]
    public void The_next_try_after_a_refusal_asks_under_another_hold_id()
    {
        var (_, cart) = EmptyCart.Add(Sneakers, 1, "tap-1", stockSays: new(Reason.SoldOut));

        Assert.Equal("c.hanako.2", cart.Add(Sneakers, 1, "tap-2").Cart.Items[0].HoldId);
    }

    private static void AssertRefused(Reason reason, (Refusal? Refused, CartState Cart) answer)
    {
        Assert.Equal(reason, answer.Refused?.Reason);
        Assert.Null(answer.Cart.Wish);
    }
}
