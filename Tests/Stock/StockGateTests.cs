using Commerce.Stock;
using Commerce.Web.Stock;

namespace Commerce.Tests.Stock;

/// <summary>What the gate may say by itself: the stock's own reasons, in its order, and nothing that depends on who asks.</summary>
public sealed class StockGateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 3, 0, 0, TimeSpan.Zero);
    private static readonly SaleTerms Sale = new() { Opens = Noon, Closes = Noon.AddMinutes(30), PerOrder = 3, PerPerson = 1 };
    private static readonly StockView Ten = new("P1", 7, 10, 10, 0, 0, false, Sale, ImmutableDictionary<Reason, long>.Empty, 4, Noon);

    [Fact]
    public void The_window_opens_and_closes_by_the_clock_whatever_the_age_of_the_reading()
    {
        Assert.Equal(new(Reason.NotOnSaleYet, At: Noon), Refuse(Ten, 1, Noon.AddTicks(-1)));
        Assert.Null(Refuse(Ten, 1, Noon));
        Assert.Null(Refuse(Ten, 1, Noon.AddMinutes(30).AddTicks(-1)));
        Assert.Equal(new(Reason.SaleOver, At: Noon.AddMinutes(30)), Refuse(Ten, 1, Noon.AddMinutes(30)));
    }

    [Fact]
    public void A_segment_with_early_access_passes_earlier_and_nobody_else_does()
    {
        var early = Ten with { Terms = Sale with { Early = new("vip", 10) } };

        Assert.Null(StockGate.Refuse(early, 1, ["vip"], Noon.AddMinutes(-10)));
        Assert.Equal(Reason.NotOnSaleYet, StockGate.Refuse(early, 1, ["vip"], Noon.AddMinutes(-10).AddTicks(-1))!.Reason);
        Assert.Equal(new(Reason.NotOnSaleYet, At: Noon), StockGate.Refuse(early, 1, ["other"], Noon.AddMinutes(-1)));
        Assert.Equal(new(Reason.NotOnSaleYet, At: Noon), StockGate.Refuse(early, 1, [], Noon.AddMinutes(-1)));
    }

    [Fact]
    public void Reasons_come_in_the_order_of_the_stock()
    {
        var gone = Ten with { Free = 0, Sold = 10, Paused = true };

        Assert.Equal(Reason.Paused, Refuse(gone, 9, Noon.AddHours(-1))!.Reason);
        Assert.Equal(Reason.NotOnSaleYet, Refuse(gone with { Paused = false }, 9, Noon.AddHours(-1))!.Reason);
        Assert.Equal(new(Reason.OverOrderCap, Limit: 3), Refuse(gone with { Paused = false }, 9, Noon));
        Assert.Equal(new(Reason.SoldOut, Limit: 0), Refuse(gone with { Paused = false }, 1, Noon));
    }

    [Fact]
    public void What_may_be_had_by_somebody_is_left_to_the_stock() =>
        Assert.Null(Refuse(Ten with { Free = 1, Held = 9 }, 2, Noon));

    [Fact]
    public void A_newer_level_is_taken_and_an_older_one_is_not()
    {
        var heard = StockGate.Hear(Ten, new(9, Noon.AddSeconds(1), 8, Paused: false, Version: 4));

        Assert.Equal((9, 8, Noon.AddSeconds(1)), (heard!.Sequence, heard.Free, heard.At));
        Assert.Same(heard, StockGate.Hear(heard, new(8, Noon.AddSeconds(2), 9, Paused: false, Version: 4)));
        Assert.Same(heard, StockGate.Hear(heard, new(8, Noon, 9, Paused: false, Version: 3)));
    }

    [Fact]
    public void Other_settings_are_to_be_looked_at_again() =>
        Assert.Null(StockGate.Hear(Ten, new(9, Noon.AddSeconds(1), 8, Paused: false, Version: 5)));

    private static Refusal? Refuse(StockView stock, int quantity, DateTimeOffset at) => StockGate.Refuse(stock, quantity, [], at);
}
