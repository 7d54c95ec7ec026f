using Commerce.Silo.Demo;
using Commerce.Stock;

namespace Commerce.Tests.Silo;

public sealed class DemoRoundTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(59.9999)]
    [InlineData(60)]
    public void Opens_on_a_full_minute_within_three_and_stays_open_for_two(double seconds)
    {
        var now = Noon.AddSeconds(seconds);

        var round = DemoRound.Next(SaleTerms.Always, now);

        Assert.InRange(round.Opens!.Value - now, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));
        Assert.Equal(0, round.Opens.Value.UtcTicks % TimeSpan.TicksPerMinute);
        Assert.Equal(TimeSpan.FromMinutes(2), round.Closes - round.Opens);
    }

    [Fact]
    public void A_round_that_is_announced_or_running_is_waited_for()
    {
        var round = DemoRound.Next(SaleTerms.Always, Noon);

        Assert.Equal(round.Closes, DemoRound.Ends(round, Noon));
        Assert.Equal(round.Closes, DemoRound.Ends(round, round.Closes!.Value.AddTicks(-1)));
        Assert.Null(DemoRound.Ends(round, round.Closes.Value));
        Assert.Null(DemoRound.Ends(SaleTerms.Always, Noon));
    }
}
