using Commerce.Stock;

namespace Commerce.Tests.Rules.Stock;

/// <summary>Named starting states, and rules applied as the grain applies them.</summary>
internal static class StockTesting
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Actor Owner = new("owner", "test");

    public static readonly SaleTerms TwoEach = new()
    {
        Version = 1,
        Opens = Noon,
        Closes = Noon.AddMinutes(30),
        PerOrder = 2,
        PerPerson = 2,
        HoldFor = TimeSpan.FromMinutes(5),
        ExtendBy = TimeSpan.FromMinutes(2),
    };

    /// <summary>Ten units on sale from noon to half past, two per person, holds of five minutes.</summary>
    public static StockState TenOnSale(SaleTerms? terms = null)
    {
        var stock = new StockState();
        stock.Do(StockRules.SetTerms(stock, new(terms ?? TwoEach, Owner), StockDetails.Of(terms ?? TwoEach, Owner), Noon));
        stock.Do(StockRules.Adjust(stock, new("supply", 10, Owner), StockDetails.Of(Owner), Noon));
        return stock;
    }

    /// <summary>Applies what was decided and answers the reply.</summary>
    public static TReply Do<TReply>(this StockState stock, StockDecision<TReply> decision)
    {
        if (!decision.IsEmpty) StockRules.Apply(stock, decision.First with { Sequence = stock.Sequence + 1 });
        if (decision.HasSecond) StockRules.Apply(stock, decision.Second with { Sequence = stock.Sequence + 1 });
        return decision.Reply;
    }

    public static HoldReply Hold(this StockState stock, string hold, string customer, int quantity = 1, DateTimeOffset? at = null, string? replaces = null)
    {
        stock.Expire(at ?? Noon);
        return stock.Do(StockRules.Hold(stock, new(hold, customer, quantity, replaces), at ?? Noon));
    }

    public static Reason? Commit(this StockState stock, string hold, DateTimeOffset? at = null)
    {
        stock.Expire(at ?? Noon);
        return stock.Do(StockRules.Commit(stock, new(hold), at ?? Noon)).Refused?.Reason;
    }

    public static int Release(this StockState stock, string hold, DateTimeOffset? at = null)
    {
        stock.Expire(at ?? Noon);
        return stock.Do(StockRules.Release(stock, new(hold), at ?? Noon)).Units;
    }

    public static HoldReply Extend(this StockState stock, string hold, DateTimeOffset? at = null)
    {
        stock.Expire(at ?? Noon);
        return stock.Do(StockRules.Extend(stock, new(hold), at ?? Noon));
    }

    public static void Expire(this StockState stock, DateTimeOffset now)
    {
        while (StockRules.ExpireNext(stock, now) is { IsEmpty: false } expired) stock.Do(expired);
    }
}
