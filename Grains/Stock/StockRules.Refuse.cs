namespace Commerce.Stock;

/// <summary>Why units are not granted: one reason, the one that the shopper should hear first, and the facts behind it.</summary>
public static partial class StockRules
{
    private static Reason? Refuse(StockState stock, HoldRequest ask, in StockHold? replaced, DateTimeOffset now)
    {
        var terms = stock.Terms;
        var held = replaced?.Quantity ?? 0;
        if (ask.Quantity is < 1 or > MostUnits) return Reason.BadQuantity;
        // Whoever holds units was granted them on sale; making an order of them is no new grant.
        if (ask.Quantity > held && Outside(stock, ask.Segments, now) is { } closed) return closed;
        if (ask.Quantity > terms.PerOrder) return Reason.OverOrderCap;
        if (terms.PerPerson is { } cap)
        {
            var taken = stock.TakenBy(ask.CustomerId, now) - (replaced is { } hold ? stock.Counted(hold, now) : 0);
            // Compared by subtraction: a sum could pass int.MaxValue and turn negative.
            if (ask.Quantity > cap - taken) return Reason.OverPersonCap;
        }

        return ask.Quantity > stock.Free + held ? Reason.SoldOut : null;
    }

    private static Reason? Outside(StockState stock, ImmutableArray<string> segments, DateTimeOffset now) =>
        stock.Paused ? Reason.Paused
        : now < stock.Terms.OpensFor(segments) ? Reason.NotOnSaleYet
        : now >= stock.Terms.Closes ? Reason.SaleOver
        : null;

    /// <summary>What was refused and why, with the numbers it rests on now.</summary>
    private static Refusal Facts(StockState stock, Reason reason, string customerId, ImmutableArray<string> segments, DateTimeOffset now)
    {
        var terms = stock.Terms;
        return reason switch
        {
            Reason.NotOnSaleYet => new(reason, At: terms.OpensFor(segments)),
            Reason.SaleOver => new(reason, At: terms.Closes),
            Reason.OverOrderCap => new(reason, Limit: terms.PerOrder),
            Reason.OverPersonCap => new(reason, Limit: terms.PerPerson, Taken: stock.TakenBy(customerId, now)),
            Reason.SoldOut => new(reason, Limit: stock.Free),
            _ => new(reason),
        };
    }
}
