using Commerce.Carts;
using Commerce.Catalog;
using Commerce.Stock;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class CartViewTests
{
    [Fact]
    public void A_cart_is_priced_with_shipping_and_what_is_missing_to_free_shipping()
    {
        var view = Look(EmptyCart.Add(Shirt, 2, "tap-1").Cart.Add(Cookies, 3, "tap-2").Cart, [Shirt, Cookies]);

        Assert.Equal((6_240, 660, 3_760), (view.Quote.Goods.Amount, view.Quote.Shipping.Amount, view.Quote.ToFreeShipping!.Value.Amount));
        Assert.All(view.Lines, line => Assert.Null(line.Refused));
        Assert.Equal("1.2", view.CheckoutKey);
    }

    [Fact]
    public void A_line_that_cannot_be_bought_says_why_and_costs_nothing()
    {
        var cart = EmptyCart.Add(Shirt, 2, "tap-1").Cart.Add(Cookies, 3, "tap-2").Cart.Add(Skirt, 1, "tap-3").Cart;
        var view = Look(cart, [Shirt, Cookies with { Listed = false }], Stock("P1", free: 1));

        Assert.Equal([new(Reason.SoldOut, "P1", 1), new(Reason.NotListed, "P2"), new(Reason.UnknownProduct, "P3")], view.Lines.Select(line => line.Refused));
        Assert.Equal(Yen.Zero, view.Quote.Total);
    }

    [Fact]
    public void A_paused_sale_is_told() =>
        Assert.Equal(new(Reason.Paused, "P1"), Look(EmptyCart.Add(Shirt, 1, "tap-1").Cart, [Shirt], Stock("P1", 5, paused: true)).Lines[0].Refused);

    [Fact]
    public void Units_that_are_held_can_be_ordered_after_the_window_has_closed()
    {
        var cart = EmptyCart.Add(Sneakers, 1, "tap-1", Noon.AddMinutes(29)).Cart;

        Assert.Null(Look(cart, [Sneakers], at: Noon.AddMinutes(31)).Lines[0].Refused);
        Assert.Equal(Noon.AddMinutes(39), Look(cart, [Sneakers], at: Noon.AddMinutes(31)).Lines[0].HeldUntil);
    }

    [Fact]
    public void A_hold_that_has_run_out_is_no_longer_shown()
    {
        var line = Look(EmptyCart.Add(Sneakers, 1, "tap-1").Cart, [Sneakers], Stock("P4", 0), at: TenMinutesOn).Lines[0];

        Assert.Null(line.HeldUntil);
        Assert.Equal("c.hanako.1", line.HoldId);
        Assert.Equal(new(Reason.SoldOut, "P4", 0), line.Refused);
    }

    [Fact]
    public void A_cap_lowered_later_is_told()
    {
        var cart = EmptyCart.Add(Shirt, 3, "tap-1").Cart;

        Assert.Equal(new(Reason.OverOrderCap, "P1", 2), Look(cart, [Shirt with { Terms = new() { PerOrder = 2 } }]).Lines[0].Refused);
    }

    [Theory]
    [InlineData(null, null, 99)]
    [InlineData(3, null, 3)]
    [InlineData(3, 2, 2)]
    [InlineData(500, null, 99)]
    public void The_choice_of_quantities_ends_at_the_lowest_cap(int? perOrder, int? perPerson, int most)
    {
        var capped = Shirt with { Terms = new() { PerOrder = perOrder, PerPerson = perPerson } };

        Assert.Equal(most, Look(EmptyCart.Add(capped, 1, "tap-1").Cart, [capped]).Lines[0].MaxQuantity);
    }

    private static CartView Look(CartState cart, Product[] products, StockView? stock = null, DateTimeOffset? at = null) =>
        CartViews.Of(cart, new([.. products], stock is null ? [] : [stock], []), Settings, at ?? Noon);

    private static StockView Stock(string sku, int free, bool paused = false) =>
        new(sku, 1, free, free, 0, 0, paused, SaleTerms.Always, ImmutableDictionary<Reason, long>.Empty);
}
