using Commerce.Promotions;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Promotions;

public sealed class CouponTests
{
    private static readonly Actor Owner = new("owner", "秋の感謝祭");
    private static readonly CouponTerms Terms = new() { Name = "500円引き", Kind = CouponKind.Amount, Value = 500 };

    [Theory]
    [InlineData("aki500", "AKI500")]
    [InlineData(" ＡＫＩ５００ ", "AKI500")]
    [InlineData("aki-500_x.y", "AKI-500_X.Y")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("秋", null)]
    [InlineData("a/b", null)]
    [InlineData("\uD83D\uDE00", null)]
    [InlineData("\uD83D", null)]
    [InlineData("123456789012345678901234567890123", null)]
    public void A_code_is_the_same_whatever_keyboard_it_was_typed_on(string typed, string? code) => Assert.Equal(code, CouponCodes.Clean(typed));

    [Fact]
    public void A_limit_of_three_is_used_three_times_and_not_four()
    {
        var coupon = Made(Terms with { TotalLimit = 3 });
        foreach (var order in new[] { "a", "b", "c" }) coupon = Take(coupon, order);

        Assert.Equal(3, coupon.Used);
        Assert.Equal(Reason.CouponUsedUp, CouponRules.Take(coupon, new("d"), Noon).Refused?.Reason);
        Assert.Equal(Reason.CouponUsedUp, CouponRules.Judge(CouponRules.View(coupon, "C")!, new(1), 0, Noon)?.Reason);
    }

    [Fact]
    public void The_same_order_counts_once_and_is_given_back_once()
    {
        var coupon = Take(Take(Made(Terms), "a"), "a");
        Assert.Equal(1, coupon.Used);

        coupon = CouponRules.GiveBack(CouponRules.GiveBack(coupon, new("a")), new("a"));
        Assert.Equal(0, coupon.Used);
    }

    [Fact]
    public void Names_are_forgotten_and_the_count_is_not()
    {
        var coupon = CouponRules.Forget(Take(Made(Terms), "a"), new("a"));

        Assert.Equal((1L, 0, 0), (coupon.Used, coupon.Taken.Length, coupon.GivenBack.Length));
        Assert.Same(coupon, CouponRules.Forget(coupon, new("a")));
    }

    [Fact]
    public void It_is_good_from_its_first_instant_to_before_its_last()
    {
        var coupon = Made(Terms with { Opens = Noon, Closes = Noon.AddHours(1) });

        Assert.Equal(Reason.CouponNotYet, CouponRules.Take(coupon, new("a"), Noon.AddTicks(-1)).Refused?.Reason);
        Assert.Null(CouponRules.Take(coupon, new("a"), Noon).Refused);
        Assert.Null(CouponRules.Take(coupon, new("a"), Noon.AddHours(1).AddTicks(-1)).Refused);
        Assert.Equal(Reason.CouponOver, CouponRules.Take(coupon, new("a"), Noon.AddHours(1)).Refused?.Reason);
    }

    [Fact]
    public void A_stopped_coupon_is_over_until_its_terms_are_changed()
    {
        var stopped = CouponRules.Stop(Made(Terms), new(Owner)).Coupon;

        Assert.Equal(Reason.CouponOver, CouponRules.Take(stopped, new("a"), Noon).Refused?.Reason);
        Assert.Same(stopped, CouponRules.Stop(stopped, new(Owner)).Coupon);
        Assert.Null(CouponRules.Take(CouponRules.Put(stopped, new(Terms with { Value = 300 }, 1, Owner)).Coupon, new("a"), Noon).Refused);
    }

    [Theory]
    [InlineData(2_999L, Reason.CouponBelowMinimum)]
    [InlineData(3_000L, null)]
    [InlineData(null, Reason.CouponForOthers)]
    public void The_goods_it_applies_to_must_be_worth_its_minimum(long? goods, Reason? why)
    {
        var coupon = CouponRules.View(Made(Terms with { Minimum = new(3_000) }), "C")!;

        Assert.Equal(why, CouponRules.Judge(coupon, goods is { } worth ? new Yen(worth) : null, 0, Noon)?.Reason);
    }

    [Fact]
    public void A_person_uses_it_as_often_as_the_terms_say()
    {
        var coupon = CouponRules.View(Made(Terms with { PerPersonLimit = 2 }), "C")!;

        Assert.Null(CouponRules.Judge(coupon, new(1), 1, Noon));
        Assert.Equal((Reason.CouponOverPersonCap, 2L), (CouponRules.Judge(coupon, new(1), 2, Noon)!.Reason, CouponRules.Judge(coupon, new(1), 2, Noon)!.Limit!.Value));
    }

    [Fact]
    public void It_applies_to_its_goods_and_categories_and_without_any_to_all()
    {
        var sweet = Cookies with { CategoryIds = ["sweets"] };

        Assert.True(CouponRules.AppliesTo(Terms, Shirt));
        Assert.True(CouponRules.AppliesTo(Terms with { CategoryIds = ["sweets"] }, sweet));
        Assert.False(CouponRules.AppliesTo(Terms with { CategoryIds = ["sweets"] }, Shirt));
        Assert.True(CouponRules.AppliesTo(Terms with { CategoryIds = ["sweets"], Skus = ["P1"] }, Shirt));
    }

    [Fact]
    public void Terms_are_changed_by_who_saw_the_latest_and_a_request_sent_again_changes_nothing()
    {
        var coupon = Made(Terms);
        var again = CouponRules.Put(coupon, new(Terms with { Skus = [] }, 0, Owner));

        Assert.Same(coupon, again.Coupon);
        Assert.Null(again.Refused);
        Assert.Equal(Reason.StaleVersion, CouponRules.Put(coupon, new(Terms with { Value = 1 }, 0, Owner)).Refused?.Reason);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "name", "Name" }, { "kind", "Kind" }, { "value", "Value" }, { "percent", "Value" }, { "freeValue", "Value" }, { "closes", "Closes" },
        { "minimum", "Minimum" }, { "sku", "Skus" }, { "category", "CategoryIds" }, { "total", "TotalLimit" }, { "person", "PerPersonLimit" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Terms_that_cannot_be_are_refused_by_name(string what, string field)
    {
        var terms = what switch
        {
            "name" => Terms with { Name = " " },
            "kind" => Terms with { Kind = CouponKind.Unknown },
            "value" => Terms with { Value = 0 },
            "percent" => Terms with { Kind = CouponKind.Percent, Value = 101 },
            "freeValue" => Terms with { Kind = CouponKind.FreeShipping },
            "closes" => Terms with { Opens = Noon, Closes = Noon },
            "minimum" => Terms with { Minimum = new(-1) },
            "sku" => Terms with { Skus = ["a/b"] },
            "category" => Terms with { CategoryIds = [""] },
            "total" => Terms with { TotalLimit = 0 },
            _ => Terms with { PerPersonLimit = -1 },
        };

        Assert.Equal((Reason.BadRequest, field), Of(CouponRules.Put(new(), new(terms, 0, Owner)).Refused!));
    }

    internal static CouponState Made(CouponTerms terms) => CouponRules.Put(new(), new(terms, 0, Owner)).Coupon;

    private static CouponState Take(CouponState coupon, string order)
    {
        var (refused, next) = CouponRules.Take(coupon, new(order), Noon);
        Assert.Null(refused);
        return next;
    }

    private static (Reason, string?) Of(Refusal refused) => (refused.Reason, refused.Subject);
}
