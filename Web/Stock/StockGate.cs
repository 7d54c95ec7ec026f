using Commerce.Stock;

namespace Commerce.Web.Stock;

/// <summary>What a shopper may do with a SKU at this moment.</summary>
internal enum Gate { NotOpen, Open, SoldOut, Paused, Closed }

/// <summary>What can be said of a stock without asking it: only what is certain. Pure.</summary>
internal static class StockGate
{
    public static Gate Of(StockView stock, SaleTerms terms, DateTimeOffset now) =>
        stock.Paused ? Gate.Paused
        : now < terms.Opens ? Gate.NotOpen
        : now >= terms.Closes ? Gate.Closed
        : stock.Free == 0 ? Gate.SoldOut
        : Gate.Open;

    /// <summary>
    /// What the stock would refuse for a reason that does not depend on who asks, in its own order of reasons; null: ask it. Caps that
    /// count what somebody has already are for the stock alone.
    /// </summary>
    public static Refusal? Refuse(StockView stock, int quantity, ImmutableArray<string> segments, DateTimeOffset now)
    {
        var terms = stock.Terms;
        if (stock.Paused) return new(Reason.Paused);
        if (now < terms.OpensFor(segments)) return new(Reason.NotOnSaleYet, At: terms.OpensFor(segments));
        if (now >= terms.Closes) return new(Reason.SaleOver, At: terms.Closes);
        if (quantity > terms.PerOrder) return new(Reason.OverOrderCap, Limit: terms.PerOrder);
        return stock.Free <= 0 ? new(Reason.SoldOut, Limit: 0) : null;
    }

    /// <summary>Nothing was ever granted that has not come back: no hold id can be known to this stock.</summary>
    public static bool IsUntouched(StockView stock) => stock.Free == stock.Supply;

    /// <summary>The newer of two readings, where both know the same terms; null: the terms have changed, it must be looked at again.</summary>
    public static StockView? Hear(StockView known, StockLevel level)
    {
        if (level.Version != known.Version) return level.Version < known.Version ? known : null;
        return level.Sequence < known.Sequence || level.At < known.At
            ? known
            : known with { Sequence = level.Sequence, At = level.At, Free = level.Free, Paused = level.Paused };
    }
}
