using Commerce.Promotions;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Promotions;

public sealed class CouponHolderTests
{
    private static readonly CouponView Once = new("C", new() { Name = "一度", Kind = CouponKind.Amount, Value = 1, PerPersonLimit = 1 }, false, 0, 1, Actor.System);

    [Fact]
    public void A_second_order_is_refused_where_one_is_allowed()
    {
        var holder = Redeemed(new(), "order-1");

        Assert.Equal(Reason.CouponOverPersonCap, CouponHolderRules.Ask(holder, new("order-2", "C"), Once, Noon).Refused?.Reason);
    }

    [Fact]
    public void The_same_order_asks_once()
    {
        var holder = Redeemed(new(), "order-1");
        var (refused, again) = CouponHolderRules.Ask(holder, new("order-1", "C"), Once, Noon);

        Assert.Null(refused);
        Assert.Same(holder, again);
        Assert.Equal(Reason.KeyReused, CouponHolderRules.Ask(holder, new("order-1", "D"), Once, Noon).Refused?.Reason);
    }

    [Fact]
    public void What_came_to_nothing_frees_the_person_and_never_redeems_again()
    {
        var holder = Returned(Redeemed(new(), "order-1"), "order-1");

        Assert.Equal(Reason.WrongStatus, CouponHolderRules.Ask(holder, new("order-1", "C"), Once, Noon).Refused?.Reason);
        Assert.Null(CouponHolderRules.Ask(holder, new("order-2", "C"), Once, Noon).Refused);
        Assert.Same(holder, CouponHolderRules.Return(holder, new("order-1"), Noon));
    }

    [Fact]
    public void A_return_before_the_redeeming_keeps_a_late_redeeming_out()
    {
        var holder = CouponHolderRules.Return(new(), new("order-1"), Noon);

        Assert.Equal(Reason.WrongStatus, CouponHolderRules.Ask(holder, new("order-1", "C"), Once, Noon).Refused?.Reason);
        Assert.Equal(0, CouponHolderRules.Uses(holder.Uses, "C"));
    }

    [Fact]
    public void What_the_coupon_refused_leaves_nothing_behind()
    {
        var asked = CouponHolderRules.Ask(new(), new("order-1", "C"), Once, Noon).Holder;

        Assert.Empty(CouponHolderRules.Answered(asked, asked.Uses[0], new(Reason.CouponUsedUp)).Uses);
    }

    [Fact]
    public void The_use_of_one_order_is_told_apart_from_the_others()
    {
        var holder = Redeemed(new(), "order-1");

        Assert.Equal((0, true), CouponHolderRules.Uses(holder.Uses, "C", "order-1"));
        Assert.Equal((1, false), CouponHolderRules.Uses(holder.Uses, "C", "order-2"));
    }

    private static CouponHolderState Redeemed(CouponHolderState holder, string order)
    {
        var (refused, asked) = CouponHolderRules.Ask(holder, new(order, "C"), Once, Noon);
        Assert.Null(refused);
        return CouponHolderRules.Forgotten(CouponHolderRules.Answered(asked, asked.Uses[^1], null));
    }

    private static CouponHolderState Returned(CouponHolderState holder, string order)
    {
        var returning = CouponHolderRules.Return(holder, new(order), Noon);
        return CouponHolderRules.Forgotten(CouponHolderRules.Returned(returning, CouponHolderRules.Of(returning, order)!));
    }
}
