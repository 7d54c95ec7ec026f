using Commerce.Orders;
using Commerce.Shops;

namespace Commerce.Tests.Rules.Orders;

public sealed class DeliveryTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly DeliveryTerms Usual = DeliveryTerms.Usual;

    // Sunday 1 November 2026.
    private static readonly DateTime Morning = new(2026, 11, 1, 9, 0, 0);

    [Fact]
    public void The_earliest_day_is_today_and_the_lead_days() =>
        Assert.Equal(new DateOnly(2026, 11, 4), DeliveryRules.Earliest(Usual, Morning));

    [Theory]
    [InlineData(13, 59, 59, 4)]
    [InlineData(14, 0, 0, 5)]
    [InlineData(23, 59, 59, 5)]
    public void From_the_cut_off_on_it_is_a_day_later(int hour, int minute, int second, int day) =>
        Assert.Equal(new DateOnly(2026, 11, day), DeliveryRules.Earliest(Usual, new(2026, 11, 1, hour, minute, second)));

    [Fact]
    public void A_cut_off_at_midnight_never_comes() =>
        Assert.Equal(new DateOnly(2026, 11, 4), DeliveryRules.Earliest(Usual with { CutOffMinute = 1_440 }, new(2026, 11, 1, 23, 59, 59)));

    [Fact]
    public void Closed_days_are_neither_counted_nor_offered()
    {
        // Closed on Sundays and on the 3rd: taken up on Monday 2, then the 4th, 5th and 6th pass.
        var terms = Usual with { ClosedWeekdays = [DayOfWeek.Sunday], ClosedDates = [new(2026, 11, 3)], FurthestDays = 8 };

        Assert.Equal(new DateOnly(2026, 11, 6), DeliveryRules.Earliest(terms, Morning));
        Assert.Equal([new DateOnly(2026, 11, 6), new(2026, 11, 7), new(2026, 11, 9)], DeliveryRules.Days(terms, Morning).AsEnumerable());
    }

    [Fact]
    public void Same_day_delivery_is_offered_until_the_cut_off()
    {
        var terms = Usual with { LeadDays = 0 };

        Assert.Equal(new DateOnly(2026, 11, 1), DeliveryRules.Earliest(terms, Morning));
        Assert.Equal(new DateOnly(2026, 11, 2), DeliveryRules.Earliest(terms, new(2026, 11, 1, 14, 0, 0)));
    }

    [Fact]
    public void The_furthest_day_is_the_last_that_is_offered()
    {
        var days = DeliveryRules.Days(Usual, Morning);

        Assert.Equal(new DateOnly(2026, 12, 1), days[^1]);
        Assert.Equal(28, days.Length);
    }

    [Fact]
    public void Where_the_earliest_day_is_beyond_the_furthest_none_is_offered() =>
        Assert.Empty(DeliveryRules.Days(Usual with { LeadDays = 10, FurthestDays = 5 }, Morning));

    [Fact]
    public void A_shop_that_is_closed_for_a_year_offers_no_day()
    {
        var terms = Usual with { ClosedDates = [.. Enumerable.Range(0, 400).Select(new DateOnly(2026, 11, 1).AddDays)] };

        Assert.Null(DeliveryRules.Earliest(terms, Morning));
        Assert.Equal(Reason.DeliveryDayClosed, Judge(terms, new(2026, 11, 9))?.Reason);
    }

    [Theory]
    [InlineData("2026-10-31", Reason.DeliveryDayTooEarly)]
    [InlineData("2026-11-03", Reason.DeliveryDayTooEarly)]
    [InlineData("2026-11-04", null)]
    [InlineData("2026-11-08", Reason.DeliveryDayClosed)]
    [InlineData("2026-12-01", null)]
    [InlineData("2026-12-02", Reason.DeliveryDayTooFar)]
    [InlineData("9999-12-31", Reason.DeliveryDayTooFar)]
    [InlineData("0001-01-01", Reason.DeliveryDayTooEarly)]
    public void A_day_is_taken_when_it_is_offered(string day, Reason? refused) =>
        Assert.Equal(refused, Judge(Usual with { ClosedDates = [new(2026, 11, 8)] }, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Reason);

    [Fact]
    public void No_wish_is_always_taken() => Assert.Null(Judge(Usual with { FurthestDays = 0 }, null));

    [Fact]
    public void Every_offered_day_is_taken_and_every_other_is_refused()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var terms = Usual with
            {
                LeadDays = random.Next(0, 8),
                CutOffMinute = random.Next(0, 1_441),
                FurthestDays = random.Next(0, 40),
                ClosedWeekdays = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(4) == 0).Take(6)],
                ClosedDates = [.. Enumerable.Range(0, 5).Select(_ => new DateOnly(2026, 11, 1).AddDays(random.Next(50)))],
            };
            var local = Morning.AddMinutes(random.Next(0, 3_000));
            var offered = DeliveryRules.Days(terms, local).ToHashSet();
            var now = new DateTimeOffset(local, TimeSpan.FromHours(9));

            for (var day = new DateOnly(2026, 10, 25); day < new DateOnly(2026, 12, 20); day = day.AddDays(1))
                Assert.Equal(offered.Contains(day), DeliveryRules.Judge(terms, day, Tokyo, now) is null);
        }
    }

    [Fact]
    public void A_refusal_names_the_first_day_that_would_do() =>
        Assert.Equal(new(2026, 11, 3, 15, 0, 0, TimeSpan.Zero), Judge(Usual, new(2026, 11, 2))!.At);

    private static Refusal? Judge(DeliveryTerms terms, DateOnly? day) =>
        DeliveryRules.Judge(terms, day, Tokyo, new(Morning, TimeSpan.FromHours(9)));
}
