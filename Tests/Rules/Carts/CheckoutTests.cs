using Commerce.Carts;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class CheckoutTests
{
    private static readonly CartState Filled = EmptyCart.Add(Shirt, 2, "tap-1").Cart.Add(Cookies, 3, "tap-2").Cart;

    [Fact]
    public void A_paid_order_takes_its_units_out_and_ends_the_episode()
    {
        var cart = CartRules.Bought(Filled, new("order-1", [new("P1", 2), new("P2", 3)]));

        Assert.Empty(cart.Items);
        Assert.Equal(EpisodeStanding.Over, cart.Standing);
        Assert.NotEqual(CartRules.CheckoutKey(Filled), CartRules.CheckoutKey(cart));
    }

    [Fact]
    public void What_was_added_while_paying_stays()
    {
        var cart = CartRules.Bought(Filled.Add(Shirt, 1, "tap-3").Cart, new("order-1", [new("P1", 2), new("P2", 3)]));

        Assert.Equal([new("P1", 1)], cart.Items.AsEnumerable());
        Assert.Equal(EpisodeStanding.Over, cart.Standing);
    }

    [Fact]
    public void The_same_order_told_twice_takes_its_units_once()
    {
        var order = new BoughtRequest("order-1", [new("P1", 1)]);
        var once = CartRules.Bought(Filled, order);

        Assert.Same(once, CartRules.Bought(once, order));
        Assert.Equal(1, once.Items[0].Quantity);
    }

    [Fact]
    public void The_same_order_is_still_known_after_fifteen_others()
    {
        var cart = CartRules.Bought(Filled, new("order-0", [new("P1", 1)]));
        for (var n = 1; n <= 15; n++) cart = CartRules.Bought(cart, new($"order-{n}", []));

        Assert.Same(cart, CartRules.Bought(cart, new("order-0", [new("P1", 1)])));
        Assert.Equal(CartRules.MostOrders, cart.Orders.Length);
    }

    [Fact]
    public void More_units_than_the_cart_holds_take_the_line_out() =>
        Assert.Equal(["P2"], CartRules.Bought(Filled, new("order-1", [new("P1", 9)])).Items.Select(item => item.Sku));

    [Fact]
    public void A_checkout_that_came_to_nothing_gets_another_key_once()
    {
        var ended = new CheckoutEndedRequest(CartRules.CheckoutKey(Filled));
        var once = CartRules.CheckoutEnded(Filled, ended);

        Assert.NotEqual(CartRules.CheckoutKey(Filled), CartRules.CheckoutKey(once));
        Assert.Same(once, CartRules.CheckoutEnded(once, ended));
        Assert.Equal(Filled.Items.AsEnumerable(), once.Items);
    }

    [Fact]
    public void After_a_checkout_that_came_to_nothing_no_hold_is_believed_in()
    {
        var held = EmptyCart.Add(Sneakers, 1, "tap-1").Cart;
        var ended = CartRules.CheckoutEnded(held, new(CartRules.CheckoutKey(held)));

        Assert.Equal(0, CartRules.HeldUnits(ended.Items[0], Noon));
        Assert.Equal("c.hanako.1", ended.Items[0].HoldId);
    }
}
