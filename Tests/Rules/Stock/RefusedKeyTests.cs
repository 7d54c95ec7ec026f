using Commerce.Stock;
using static Commerce.Tests.Rules.Stock.StockTesting;

namespace Commerce.Tests.Rules.Stock;

/// <summary>One key, one outcome: a request that overtook its own answer is not granted behind the shopper's back.</summary>
public sealed class RefusedKeyTests
{
    [Fact]
    public void A_refused_hold_stays_refused_although_a_unit_has_come_free()
    {
        var stock = SoldOut();
        Assert.Equal(Reason.SoldOut, stock.Hold("order-late", "taro").Refused!.Reason);
        stock.Release("order-0");

        var again = stock.Hold("order-late", "taro").Refused!;
        Assert.Equal((Reason.SoldOut, 2L), (again.Reason, again.Limit));
        Assert.Equal(1, stock.Refused[Reason.SoldOut]);
        Assert.Null(stock.Hold("order-new", "taro").Refused);
    }

    [Fact]
    public void A_refused_id_with_other_content_is_a_reused_key()
    {
        var stock = SoldOut();
        stock.Hold("order-late", "taro");

        Assert.Equal(Reason.KeyReused, stock.Hold("order-late", "hanako").Refused!.Reason);
        Assert.Equal(Reason.KeyReused, stock.Hold("order-late", "taro", 2).Refused!.Reason);
    }

    [Fact]
    public void Refusals_are_forgotten_after_ten_minutes_and_beyond_fifty_thousand()
    {
        var stock = SoldOut();
        stock.Hold("order-late", "taro");
        var later = Noon + StockRules.RememberRefused + TimeSpan.FromTicks(1);
        stock.Hold("order-other", "taro", 1, later);   // any entry moves the memory on

        // The unpaid holds have ended meanwhile.
        Assert.Null(stock.Hold("order-late", "taro", 1, later).Refused);

        stock = SoldOut();
        for (var i = 0; i <= StockRules.RememberedRefusals; i++) stock.Hold($"late-{i}", "taro");
        stock.Hold("one-more", "taro");
        Assert.Equal(StockRules.RememberedRefusals, stock.RefusedInTurn.Count);
        Assert.DoesNotContain("late-0", stock.RefusedHolds.Keys);
    }

    [Fact]
    public void Refusals_at_the_edge_are_counted_once_per_number()
    {
        var stock = SoldOut();
        Note(1, 40);
        Note(1, 40);
        Note(2, 2);

        Assert.Equal(42, stock.Refused[Reason.SoldOut]);

        void Note(long number, int count) =>
            stock.Do(StockRules.NoteRefused(stock, new("web-a", number, Reason.SoldOut, count), Noon));
    }

    private static StockState SoldOut()
    {
        var stock = TenOnSale();
        for (var i = 0; i < 5; i++) stock.Hold($"order-{i}", $"buyer-{i}", 2);
        return stock;
    }
}
