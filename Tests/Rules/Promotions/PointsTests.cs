using Commerce.Promotions;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Promotions;

public sealed class PointsTests
{
    private static readonly Actor Owner = new("owner", "お詫び");

    [Fact]
    public void Points_are_spent_first_that_expire_first_and_come_back_to_where_they_came_from()
    {
        var points = Earned(Earned(new(), "late", 100, days: 300), "soon", 50, days: 30);
        points = Spent(points, "order-1", 70);
        Assert.Equal([new("late", 80, Noon.AddDays(300))], points.Lots.AsEnumerable());

        points = PointsRules.Return(points, new("order-1"), Noon.AddDays(1));
        Assert.Equal([new("soon", 50, Noon.AddDays(30)), new("late", 100, Noon.AddDays(300))], points.Lots.AsEnumerable());
        Assert.Equal([100, 150, 80, 150], points.Ledger.Select(entry => entry.Balance));
    }

    [Fact]
    public void An_order_spends_once_and_is_given_back_once()
    {
        var points = Earned(new(), "a", 100);
        points = Spent(Spent(points, "order-1", 60), "order-1", 60);
        Assert.Equal(40, PointsRules.Balance(points, Noon));
        Assert.Equal(Reason.KeyReused, PointsRules.Spend(points, new("order-1", 61), Noon).Refused?.Reason);

        points = PointsRules.Return(PointsRules.Return(points, new("order-1"), Noon), new("order-1"), Noon);
        Assert.Equal(100, PointsRules.Balance(points, Noon));
        Assert.Equal(Reason.WrongStatus, PointsRules.Spend(points, new("order-1", 60), Noon).Refused?.Reason);
    }

    [Fact]
    public void A_return_before_the_spending_keeps_a_late_spending_out()
    {
        var points = PointsRules.Return(Earned(new(), "a", 100), new("order-1"), Noon);

        Assert.Equal(Reason.WrongStatus, PointsRules.Spend(points, new("order-1", 60), Noon).Refused?.Reason);
        Assert.Equal(100, PointsRules.Balance(points, Noon));
    }

    [Fact]
    public void No_more_is_spent_than_is_there()
    {
        var points = Earned(new(), "a", 100);

        Assert.Equal((Reason.NotEnoughPoints, 100L), Of(PointsRules.Spend(points, new("order-1", 101), Noon).Refused!));
        Assert.Null(PointsRules.Spend(points, new("order-1", 100), Noon).Refused);
        Assert.Equal(Reason.BadRequest, PointsRules.Spend(points, new("order-1", 0), Noon).Refused?.Reason);
    }

    [Fact]
    public void What_has_expired_is_a_line_of_the_ledger_and_cannot_be_spent()
    {
        var points = Earned(new(), "a", 100, days: 30);

        Assert.Equal(100, PointsRules.Balance(points, Noon.AddDays(30).AddTicks(-1)));
        var view = PointsRules.View(points, Noon.AddDays(30));
        Assert.Equal((0, PointEntryKind.Expired, -100), (view.Balance, view.Ledger[^1].Kind, view.Ledger[^1].Points));
        Assert.Equal(Reason.NotEnoughPoints, PointsRules.Spend(points, new("order-1", 1), Noon.AddDays(30)).Refused?.Reason);
    }

    [Fact]
    public void Points_that_would_have_expired_meanwhile_come_back_for_thirty_days()
    {
        var points = Spent(Earned(new(), "a", 100, days: 30), "order-1", 100);
        var back = PointsRules.Return(points, new("order-1"), Noon.AddDays(31));

        Assert.Equal([new("a", 100, Noon.AddDays(61))], back.Lots.AsEnumerable());
    }

    [Fact]
    public void An_order_earns_once()
    {
        var points = Earned(Earned(new(), "order-1", 68), "order-1", 68);

        Assert.Equal(68, PointsRules.Balance(points, Noon));
        Assert.Single(points.Ledger);
    }

    [Fact]
    public void Staff_give_and_take_with_a_reason_and_never_below_nothing()
    {
        var points = PointsRules.Adjust(new(), new("k1", 100, 365, Owner), Noon).Points;
        points = PointsRules.Adjust(points, new("k2", -30, 0, Owner), Noon).Points;
        points = PointsRules.Adjust(points, new("k2", -30, 0, Owner), Noon).Points;

        Assert.Equal(70, PointsRules.Balance(points, Noon));
        Assert.Equal(("お詫び", -30), (points.Ledger[^1].By.Why, points.Ledger[^1].Points));
        Assert.Equal(Reason.NotEnoughPoints, PointsRules.Adjust(points, new("k3", -71, 0, Owner), Noon).Refused?.Reason);
        Assert.Equal(Reason.KeyReused, PointsRules.Adjust(points, new("k2", -31, 0, Owner), Noon).Refused?.Reason);
        Assert.Equal(Reason.BadRequest, PointsRules.Adjust(points, new("k4", 0, 365, Owner), Noon).Refused?.Reason);
    }

    /// <summary>Any walk: what the ledger says adds up to the balance, and nothing goes below zero.</summary>
    [Fact]
    public void The_ledger_adds_up_whatever_happens()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (random, points, now) = (new Random(seed), new PointsState(), Noon);
            for (var step = 0; step < 60; step++)
            {
                now = now.AddDays(random.Next(4));
                var order = $"o{random.Next(12)}";
                points = random.Next(4) switch
                {
                    0 => PointsRules.Earn(points, new($"e{random.Next(30)}", random.Next(1, 100), random.Next(1, 60)), now).Points,
                    1 => PointsRules.Return(points, new(order), now),
                    2 => PointsRules.Adjust(points, new($"k{random.Next(30)}", random.Next(-50, 50), 10, Owner), now).Points,
                    _ => PointsRules.Spend(points, new(order, random.Next(1, 80)), now).Points,
                };
                var view = PointsRules.View(points, now);

                Assert.True(view.Balance >= 0 && view.Lots.All(lot => lot.Left > 0), $"seed {seed}, step {step}");
                Assert.Equal(view.Balance, view.Ledger.Sum(entry => entry.Points));
            }
        }
    }

    private static PointsState Earned(PointsState points, string order, int given, int days = 365)
    {
        var (refused, next) = PointsRules.Earn(points, new(order, given, days), Noon);
        Assert.Null(refused);
        return next;
    }

    private static PointsState Spent(PointsState points, string order, int spent)
    {
        var (refused, next) = PointsRules.Spend(points, new(order, spent), Noon);
        Assert.Null(refused);
        return next;
    }

    private static (Reason, long?) Of(Refusal refused) => (refused.Reason, refused.Limit);
}
