using Commerce.Proofs.History;
using Commerce.Stock;

namespace Commerce.Proofs.Simulation;

/// <summary>One message to the stock of a SKU, with the requests in it; it may be lost, doubled, late, and come again.</summary>
/// <param name="Decide">What the grain does with it; answers how the reply is written into the client's history.</param>
internal sealed record Request(string Sku, ImmutableArray<Asked> Asked, Func<StockKeeper, Action<ImmutableArray<Asked>>> Decide)
{
    public int Tries { get; init; }

    /// <summary>The same again, as its client sees it: with the same keys, invoked now.</summary>
    public Request Again(World world) => this with
    {
        Asked = [.. Asked.Select(a => a with { Invoked = world.Instant(), Answered = null, Outcome = Outcome.Unknown, View = null })],
        Tries = Tries + 1,
    };

    public override string ToString() => string.Join(", ", Asked.Select(a =>
        $"{a.Kind} {a.Key}{(a.Quantity == 0 ? "" : $" {a.Quantity}")}{(a.CustomerId.Length == 0 ? "" : " " + a.CustomerId)}"
        + (a.Replaces is null ? "" : $" for {a.Replaces}")));
}

/// <summary>The stock's commands as requests: each the lines of the grain between its journal and its caller.</summary>
internal static class Requests
{
    private static readonly Actor Staff = new("hana", "simulation");

    public static Request Hold(string sku, Asked asked) =>
        new(sku, [asked], stock => Held(stock.Take(StockRules.Hold(stock.Stock, Ask(asked), stock.Begin()))));

    public static Request HoldMany(string sku, ImmutableArray<Asked> asked) => new(sku, asked, stock =>
    {
        var reply = stock.HoldMany(new([.. asked.Select(Ask)]));
        return all =>
        {
            for (var i = 0; i < all.Length; i++) Write(all[i], reply.Replies[i]);
        };
    });

    public static Request Extend(string sku, Asked asked) =>
        new(sku, [asked], stock => Held(stock.Take(StockRules.Extend(stock.Stock, new(asked.Key), stock.Begin()))));

    public static Request Commit(string sku, Asked asked) => new(sku, [asked], stock =>
    {
        var reply = stock.Take(StockRules.Commit(stock.Stock, new(asked.Key), stock.Begin()));
        return all => Write(all[0], reply.Refused);
    });

    public static Request Release(string sku, Asked asked) => new(sku, [asked], stock =>
    {
        var reply = stock.Take(StockRules.Release(stock.Stock, new(asked.Key), stock.Begin()));
        return all => (all[0].Outcome, all[0].Units) = (Outcome.Granted, reply.Units);
    });

    public static Request Adjust(string sku, Asked asked) => new(sku, [asked], stock =>
    {
        var ask = new AdjustRequest(asked.Key, asked.Quantity, Staff, asked.ExpectedVersion);
        return Looked(stock, sku, stock.Take(StockRules.Adjust(stock.Stock, ask, StockDetails.Of(Staff), stock.Begin())));
    });

    public static Request SetTerms(string sku, Asked asked, SaleTerms terms)
    {
        var detail = StockDetails.Of(terms, Staff);
        return new(sku, [asked], stock =>
        {
            stock.Take(StockRules.SetTerms(stock.Stock, new(terms, Staff), detail, stock.Begin()));
            return Looked(stock, sku, null);
        });
    }

    public static Request Switch(string sku, Asked asked, bool paused) => new(sku, [asked], stock =>
    {
        var ask = new SwitchRequest(paused, Staff, asked.ExpectedVersion);
        return Looked(stock, sku, stock.Take(StockRules.Switch(stock.Stock, ask, StockDetails.Of(Staff), stock.Begin())));
    });

    public static Request Look(string sku, Asked asked) => new(sku, [asked], stock => Looked(stock, sku, null));

    private static HoldRequest Ask(Asked asked) => new(asked.Key, asked.CustomerId, asked.Quantity, asked.Replaces, asked.Segments);

    private static Action<ImmutableArray<Asked>> Held(HoldReply reply) => all => Write(all[0], reply);

    private static Action<ImmutableArray<Asked>> Looked(StockKeeper stock, string sku, Refusal? refused)
    {
        stock.Look();
        var view = stock.Stock.View(sku);
        return all =>
        {
            Write(all[0], refused);
            all[0].View = view;
        };
    }

    private static void Write(Asked asked, HoldReply reply)
    {
        Write(asked, reply.Refused);
        asked.Until = reply.HeldUntil;
    }

    private static void Write(Asked asked, Refusal? refused) =>
        (asked.Outcome, asked.Reason) = refused is null ? (Outcome.Granted, Reason.Unknown) : (Outcome.Refused, refused.Reason);
}
