using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Shops;

/// <summary>The plan is the platform's money: its operator changes it, a shop's owner does not.</summary>
public sealed class PlanTests
{
    private static readonly Actor Operator = new("operator:sato", "契約変更 2026-11");
    private static readonly ShopState Open = new() { Version = 4, Settings = Settings with { Plan = CartPlan.Pro } };

    [Theory]
    [InlineData(CartPlan.Free)]
    [InlineData(CartPlan.Expert)]
    public void A_shops_own_settings_cannot_name_another_plan(CartPlan plan)
    {
        var (reply, shop) = ShopRules.Put(Open, new(Open.Settings! with { Name = "月花堂", Plan = plan }, 4));

        Assert.Equal((Reason.PlanFixed, "Plan"), (reply.Refused!.Reason, reply.Refused.Subject));
        Assert.Same(Open, shop);
    }

    [Fact]
    public void Settings_with_the_plan_as_it_is_or_without_one_keep_it()
    {
        foreach (var plan in new[] { CartPlan.Pro, CartPlan.Unknown })
        {
            var ask = new PutShopRequest(Open.Settings! with { Name = "月花堂", Plan = plan }, 4);
            var (reply, shop) = ShopRules.Put(Open, ask);
            Assert.Equal(new(null, 5), reply);
            Assert.Equal(("月花堂", CartPlan.Pro), (shop.Settings!.Name, shop.Settings.Plan));
            Assert.Same(shop, ShopRules.Put(shop, ask).Shop);
        }
    }

    [Fact]
    public void A_new_shop_begins_on_the_free_plan_unless_whoever_makes_it_says_otherwise()
    {
        Assert.Equal(CartPlan.Free, ShopRules.Put(new(), new(Settings with { Plan = CartPlan.Unknown }, 0)).Shop.Settings!.Plan);
        Assert.Equal(CartPlan.Expert, ShopRules.Put(new(), new(Settings with { Plan = CartPlan.Expert }, 0)).Shop.Settings!.Plan);
    }

    [Fact]
    public void The_operator_changes_it_once_and_who_when_and_why_are_kept()
    {
        var ask = new ChangePlanRequest("k1", CartPlan.Expert, Operator);
        var (reply, shop) = PlanRules.Change(Open, ask, Noon);

        Assert.Equal((new ShopReply(null, 5), CartPlan.Expert), (reply, shop.Settings!.Plan));
        Assert.Equal(new("k1", Noon, CartPlan.Pro, CartPlan.Expert, Operator), Assert.Single(shop.PlanChanges));

        var (again, twice) = PlanRules.Change(shop, ask, Noon.AddHours(1));
        Assert.Equal(reply, again);
        Assert.Same(shop, twice);
        Assert.Same(shop, PlanRules.Change(shop, ask with { Key = "k2" }, Noon).Shop);   // it is on that plan already
        Assert.Equal(Reason.KeyReused, PlanRules.Change(shop, ask with { Plan = CartPlan.Free }, Noon).Reply.Refused!.Reason);

        // A late repeat of the first does not undo what was decided since.
        var back = PlanRules.Change(shop, new("k3", CartPlan.Free, Operator), Noon).Shop;
        Assert.Equal(CartPlan.Free, PlanRules.Change(back, ask, Noon).Shop.Settings!.Plan);
    }

    [Fact]
    public void Settings_that_were_edited_before_the_change_are_stale_after_it()
    {
        var changed = PlanRules.Change(Open, new("k1", CartPlan.Expert, Operator), Noon).Shop;
        Assert.Equal(Reason.StaleVersion, ShopRules.Put(changed, new(Open.Settings! with { Name = "月花堂" }, 4)).Reply.Refused!.Reason);
    }

    [Fact]
    public void Nobody_changes_it_without_a_name_a_reason_a_plan_or_a_shop()
    {
        var ask = new ChangePlanRequest("k1", CartPlan.Expert, Operator);
        foreach (var bad in new[]
        {
            ask with { By = new("", "why") }, ask with { By = new("operator:sato", " ") }, ask with { Plan = CartPlan.Unknown },
            ask with { Plan = (CartPlan)9 }, ask with { Key = "" }, ask with { By = new("operator:sato", new('x', 201)) },
        })
        {
            Assert.Equal(Reason.BadRequest, PlanRules.Change(Open, bad, Noon).Reply.Refused!.Reason);
        }

        Assert.Equal(Reason.UnknownShop, PlanRules.Change(new(), ask, Noon).Reply.Refused!.Reason);
    }

    [Fact]
    public void The_list_of_changes_has_an_end_and_the_newest_stay()
    {
        var shop = Open;
        for (var i = 0; i < PlanRules.MostChanges + 5; i++)
            shop = PlanRules.Change(shop, new($"k{i}", i % 2 == 0 ? CartPlan.Free : CartPlan.Pro, Operator), Noon).Shop;

        Assert.Equal((PlanRules.MostChanges, $"k{PlanRules.MostChanges + 4}"), (shop.PlanChanges.Length, shop.PlanChanges[^1].Key));
    }
}
