using Commerce.Carts;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class SetQuantityTests
{
    private static readonly Commerce.Catalog.Product TwoPerOrder = Sneakers with { Terms = Sneakers.Terms with { PerPerson = 5 } };

    [Fact]
    public void Setting_replaces_the_number_of_units()
    {
        var cart = EmptyCart.Add(Shirt, 2, "tap-1").Cart.Set(Shirt, 5, "tap-2").Cart;

        Assert.Equal([new("P1", 5)], cart.Items.AsEnumerable());
    }

    [Fact]
    public void Zero_takes_the_line_out_and_the_last_line_ends_the_episode()
    {
        var cart = EmptyCart.Add(Shirt, 2, "tap-1").Cart.Set(Shirt, 0, "tap-2").Cart;

        Assert.Empty(cart.Items);
        Assert.Equal(EpisodeStanding.Over, cart.Standing);
    }

    [Fact]
    public void What_is_no_longer_sold_can_still_be_taken_out()
    {
        var cart = EmptyCart.Add(Shirt, 2, "tap-1").Cart;
        var (refused, after) = cart.Ask(new("tap-2", CartVerb.Set, "P1", 0), null, Noon);

        Assert.Null(refused);
        Assert.Empty(after.Items);
    }

    [Fact]
    public void Taking_out_what_is_not_in_the_cart_changes_nothing()
    {
        var (refused, cart) = EmptyCart.Set(Shirt, 0, "tap-1");

        Assert.Null(refused);
        Assert.Equal(0, cart.Revision);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000)]
    public void Strange_quantities_are_refused(int quantity) =>
        Assert.Equal(Reason.BadQuantity, EmptyCart.Set(Shirt, quantity, "tap-1").Refused!.Reason);

    [Fact]
    public void The_same_request_sent_twice_changes_once()
    {
        var (first, once) = EmptyCart.Add(Shirt, 1, "tap-1").Cart.Set(Shirt, 4, "tap-2");
        var (second, twice) = once.Set(Shirt, 4, "tap-2");

        Assert.Equal(first, second);
        Assert.Same(once, twice);
    }

    [Fact]
    public void Setting_what_is_there_already_only_touches_the_cart()
    {
        var cart = EmptyCart.Add(Shirt, 2, "tap-1").Cart;
        var after = cart.Set(Shirt, 2, "tap-2", Noon.AddMinutes(5)).Cart;

        Assert.Equal(CartRules.CheckoutKey(cart), CartRules.CheckoutKey(after));
        Assert.Equal(Noon.AddMinutes(5), after.LastTouched);
    }

    [Fact]
    public void Another_number_of_held_units_takes_the_place_of_the_hold()
    {
        var cart = EmptyCart.Add(TwoPerOrder, 1, "tap-1").Cart;
        var (_, wishing) = CartRules.Decide(cart, new("tap-2", CartVerb.Set, "P4", 2), TwoPerOrder, CartTesting.Hanako, Noon);

        Assert.Equal(("c.hanako.2", "c.hanako.1", 2), (wishing.Wish!.HoldId, wishing.Wish.Replaces, wishing.Wish.Quantity));
        Assert.Equal(1, wishing.Items[0].Quantity);
    }

    [Fact]
    public void A_refused_change_keeps_the_earlier_hold()
    {
        var cart = EmptyCart.Add(TwoPerOrder, 1, "tap-1").Cart;
        var (refused, after) = cart.Set(TwoPerOrder, 2, "tap-2", stockSays: new(Reason.SoldOut));

        Assert.Equal(new(Reason.SoldOut, "P4"), refused);
        Assert.Equal(cart.Items.AsEnumerable(), after.Items);
    }

    [Fact]
    public void Units_that_are_held_already_are_not_asked_for_again()
    {
        var cart = EmptyCart.Add(TwoPerOrder, 2, "tap-1").Cart;

        Assert.Null(CartRules.Decide(cart, new("tap-2", CartVerb.Set, "P4", 2), TwoPerOrder, CartTesting.Hanako, Noon).Cart.Wish);
    }

    [Fact]
    public void A_hold_that_has_run_out_is_asked_for_anew()
    {
        var cart = EmptyCart.Add(TwoPerOrder, 2, "tap-1").Cart;

        Assert.NotNull(CartRules.Decide(cart, new("tap-2", CartVerb.Set, "P4", 2), TwoPerOrder, CartTesting.Hanako, TenMinutesOn).Cart.Wish);
    }

    [Fact]
    public void A_held_line_that_is_taken_out_gives_its_units_back()
    {
        var cart = EmptyCart.Add(Sneakers, 1, "tap-1").Cart;
        var (_, after) = CartRules.Decide(cart, new("tap-2", CartVerb.Set, "P4", 0), Sneakers, CartTesting.Hanako, Noon);

        Assert.Equal([new("P4", "c.hanako.1")], after.ToRelease.AsEnumerable());
        Assert.Empty(CartRules.Released(after).ToRelease);
    }
}
