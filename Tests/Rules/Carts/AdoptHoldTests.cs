using Commerce.Carts;
using Commerce.Catalog;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

/// <summary>A hold that the customer asked for on the product's page becomes a line of the cart, and nothing is decided twice.</summary>
public sealed class AdoptHoldTests
{
    private static readonly Product Flash = Shirt with { Terms = new() { HoldInCart = true, PerPerson = 2 } };

    [Fact]
    public void The_stock_is_asked_under_the_very_same_id()
    {
        var (_, next) = CartRules.Decide(EmptyCart, Adopting("tap-1", 1), Flash, CartTesting.Hanako, Noon);

        Assert.Equal(("h.1", 1, null), (next.Wish!.HoldId, next.Wish.Quantity, next.Wish.Replaces));
        Assert.Empty(next.ToRelease);
    }

    [Fact]
    public void The_line_has_the_hold_and_the_tap_sent_again_changes_nothing()
    {
        var (refused, cart) = EmptyCart.Ask(Adopting("tap-1", 1), Flash, Noon);
        var (_, twice) = cart.Ask(Adopting("tap-1", 1), Flash, Noon);

        Assert.Null(refused);
        Assert.Equal([new("P1", 1, "h.1", TenMinutesOn)], cart.Items.AsEnumerable());
        Assert.Same(cart, twice);
    }

    [Fact]
    public void Under_another_key_the_same_hold_is_not_added_again()
    {
        var (_, cart) = EmptyCart.Ask(Adopting("tap-1", 1), Flash, Noon);
        (var refused, cart) = cart.Ask(Adopting("tap-2", 1), Flash, Noon);

        Assert.Null(refused);
        Assert.Equal([new("P1", 1, "h.1", TenMinutesOn)], cart.Items.AsEnumerable());
    }

    [Fact]
    public void What_is_held_may_be_taken_over_after_the_sale_has_closed()
    {
        var (refused, cart) = EmptyCart.Ask(Adopting("tap-1", 1), Flash with { Terms = Flash.Terms with { Closes = Noon } }, Noon.AddSeconds(1));

        Assert.Null(refused);
        Assert.Single(cart.Items);
    }

    [Fact]
    public void A_line_whose_own_hold_is_over_becomes_what_is_held_now()
    {
        var (_, cart) = EmptyCart.Add(Flash, 2, "tap-1");
        (_, cart) = cart.Ask(Adopting("tap-2", 1), Flash, Noon.AddMinutes(11));

        Assert.Equal([new("P1", 1, "h.1", Noon.AddMinutes(21))], cart.Items.AsEnumerable());
    }

    [Fact]
    public void Beside_a_line_that_is_held_the_units_are_given_back_and_asked_for_together()
    {
        var (_, cart) = EmptyCart.Add(Flash, 1, "tap-1");
        var own = cart.Items[0].HoldId;

        (_, cart) = CartRules.Decide(cart, Adopting("tap-2", 1), Flash, CartTesting.Hanako, Noon);

        Assert.Equal([new("P1", "h.1")], cart.ToRelease.AsEnumerable());
        Assert.Equal((2, own), (cart.Wish!.Quantity, cart.Wish.Replaces));
        Assert.NotEqual("h.1", cart.Wish.HoldId);
    }

    [Fact]
    public void A_hold_that_is_over_is_refused_as_the_stock_says_and_leaves_the_cart_alone()
    {
        var (refused, cart) = EmptyCart.Ask(Adopting("tap-1", 1), Flash, Noon, new(Reason.HoldEnded, At: Noon));

        Assert.Equal(Reason.HoldEnded, refused!.Reason);
        Assert.Empty(cart.Items);
    }

    private static CartAsk Adopting(string key, int quantity) => new(key, CartVerb.Add, "P1", quantity, "h.1");
}
