using Commerce.Carts;
using static Commerce.Tests.Rules.Carts.CartTesting;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Carts;

public sealed class LeftBehindTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly CartState Filled = EmptyCart.Add(Shirt, 1, "tap-1").Cart;
    private static readonly CartState Reminded = CartRules.Tick(Filled, Noon + Hour, Hour).Cart;

    [Fact]
    public void A_cart_is_left_behind_when_nobody_touched_it_for_exactly_as_long_as_the_shop_waits()
    {
        Assert.Equal(TickMeans.NotYet, CartRules.Tick(Filled, Noon + Hour - TimeSpan.FromTicks(1), Hour).Means);
        Assert.Equal(TickMeans.Remind, CartRules.Tick(Filled, Noon + Hour, Hour).Means);
    }

    [Fact]
    public void A_tick_after_a_touch_waits_for_the_rest()
    {
        var touched = Filled.Add(Shirt, 1, "tap-2", Noon.AddMinutes(40)).Cart;

        Assert.Equal(new(TickMeans.NotYet, touched, TimeSpan.FromMinutes(40)), CartRules.Tick(touched, Noon + Hour, Hour));
        Assert.Equal(Filled.Episode, touched.Episode);
    }

    [Fact]
    public void A_tick_that_comes_days_late_still_reminds() =>
        Assert.Equal(TickMeans.Remind, CartRules.Tick(Filled, Noon.AddDays(3), Hour).Means);

    [Fact]
    public void A_shorter_wait_set_by_the_shop_counts_at_the_next_tick() =>
        Assert.Equal(TickMeans.Remind, CartRules.Tick(Filled, Noon.AddMinutes(2), TimeSpan.FromMinutes(1)).Means);

    [Fact]
    public void A_second_tick_names_the_same_episode()
    {
        var again = CartRules.Tick(Reminded, Noon + Hour + Hour, Hour);

        Assert.Same(Reminded, again.Cart);
        Assert.True(CartRules.IsDue(again.Cart, new("1")));
    }

    [Fact]
    public void Nothing_is_due_after_a_purchase()
    {
        var bought = CartRules.Bought(Reminded, new("order-1", [new("P1", 1)]));

        Assert.False(CartRules.IsDue(bought, new("1")));
        Assert.Equal(TickMeans.Over, CartRules.Tick(bought, Noon.AddDays(1), Hour).Means);
    }

    [Fact]
    public void Nothing_is_due_after_a_purchase_of_only_a_part()
    {
        var bought = CartRules.Bought(Reminded.Add(Cookies, 1, "tap-2").Cart, new("order-1", [new("P1", 1)]));

        Assert.Equal(TickMeans.Over, CartRules.Tick(bought, Noon.AddDays(1), Hour).Means);
    }

    [Fact]
    public void Nothing_is_due_when_the_cart_was_emptied() =>
        Assert.Equal(TickMeans.Over, CartRules.Tick(Filled.Set(Shirt, 0, "tap-2").Cart, Noon.AddDays(1), Hour).Means);

    [Fact]
    public void Nothing_is_due_before_the_reminder_was_stored() => Assert.False(CartRules.IsDue(Filled, new("1")));

    [Fact]
    public void Touching_the_cart_after_a_reminder_begins_another_episode()
    {
        var back = Reminded.Add(Cookies, 1, "tap-2", Noon.AddHours(2)).Cart;

        Assert.Equal(2, back.Episode);
        Assert.False(CartRules.IsDue(back, new("1")));
        Assert.Equal(TickMeans.NotYet, CartRules.Tick(back, Noon.AddHours(2), Hour).Means);
    }

    [Fact]
    public void An_unused_cart_is_never_left_behind() => Assert.Equal(TickMeans.Over, CartRules.Tick(EmptyCart, Noon, Hour).Means);
}
