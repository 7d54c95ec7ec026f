using Commerce.Shops;
using static Commerce.Tests.Rules.KagetsudoShop;

namespace Commerce.Tests.Rules.Shops;

public sealed class ShopTimeTests
{
    [Fact]
    public void A_day_in_Tokyo_begins_at_three_in_the_afternoon_UTC()
    {
        var (from, to) = Settings.Zone().BoundsOf(SaleDay);

        Assert.Equal(new(2026, 10, 31, 15, 0, 0, TimeSpan.Zero), from);
        Assert.Equal(new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero), to);
        Assert.Equal(SaleDay, Settings.DayOf(from));
        Assert.Equal(SaleDay.AddDays(-1), Settings.DayOf(from.AddTicks(-1)));
        Assert.Equal(SaleDay.AddDays(1), Settings.DayOf(to));
    }

    [Theory]
    [InlineData("Europe/Berlin", 2026, 3, 29, 23)]
    [InlineData("Europe/Berlin", 2026, 10, 25, 25)]
    [InlineData("America/Santiago", 2026, 9, 6, 23)]
    public void Days_on_which_the_clocks_change_are_shorter_or_longer(string zone, int year, int month, int day, int hours)
    {
        var (from, to) = (Settings with { TimeZone = zone }).Zone().BoundsOf(new(year, month, day));

        Assert.Equal(TimeSpan.FromHours(hours), to - from);
    }
}
